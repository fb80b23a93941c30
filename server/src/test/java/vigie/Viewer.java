package vigie;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who watches everything and wants no hole, and does what docs/protocol.md says for that: it remembers the last place up
 * to which it has all, asks {@code since} that place whenever it connects or misses something, and where the server's memory does
 * not reach asks {@code /api/history}. It can be reloaded, too.
 */
final class Viewer extends ReturningViewer {
    /** After so many updates without a loss it asks for what it missed. */
    private static final int CALM = 10;
    /** A reading's own time may be so far from when it came. */
    private static final long APART_MILLIS = 2_000;

    private final long begin;
    private final Series series = new Series();
    private volatile Place whole;
    private Place last;
    private int calm;
    private boolean asking;
    /** Whether a piece of what it missed has come since the welcome, and where the first began. */
    private boolean told;

    private long firstFrom;
    private final AtomicInteger thinned = new AtomicInteger();

    /** A place in the stream, and when that was by the server's clock. */
    private record Place(String epoch, long seq, long time) {
        @Override
        public String toString() {
            return epoch + ":" + seq;
        }
    }

    /**
     * @param server where the server is now
     * @param begin what is older is of no interest, epoch milliseconds
     */
    Viewer(Supplier<URI> server, long begin) {
        super(server);
        this.begin = begin;
        this.whole = nowhere();
        this.last = whole;
        open();
    }

    /** What it has. */
    Series series() {
        return series;
    }

    /** Up to when it has all, by the server's clock. */
    long wholeUntil() {
        return whole.time();
    }

    /** How often it was not sent every update, because it was too slow. */
    int thinned() {
        return thinned.get();
    }

    /** It forgets everything, as a page does that is reloaded. */
    void reload() {
        run(() -> {
            series.clear();
            whole = nowhere();
            last = whole;
            disconnect(Duration.ZERO);
        });
    }

    private Place nowhere() {
        return new Place("00000000", 0, begin);
    }

    @Override
    String query() {
        asking = false;
        return "since=" + whole;
    }

    @Override
    void follow(JsonNode message) throws IOException, InterruptedException {
        switch (message.get("type").stringValue()) {
            case "welcome" -> welcomed(message);
            case "backfill" -> filled(message);
            case "update" -> updated(message);
            default -> {}
        }
    }

    private void welcomed(JsonNode welcome) {
        last = placeOf(welcome, welcome.get("epoch").stringValue());
        told = false;
    }

    /** Where the memory does not reach, the history does. When it does not yet, it is asked again when all is calm. */
    private void filled(JsonNode backfill) throws IOException, InterruptedException {
        series.addReadings(backfill);
        boolean complete = backfill.get("complete").booleanValue();
        long to = backfill.get("to").longValue();
        firstFrom = told ? firstFrom : backfill.get("from").longValue();
        told = true;
        if (to < last.seq()) {
            whole = complete ? new Place(last.epoch(), to, whole.time()) : whole;
            return;
        }
        asking = false;
        if (complete || historyHolds(backfill.get("reaches").longValue())) {
            whole = last;
        }
    }

    private void updated(JsonNode update) {
        series.addReadings(update);
        long seq = update.get("seq").longValue();
        boolean next = seq == last.seq() + 1;
        boolean had = whole.equals(last);
        calm = next ? calm + 1 : 0;
        thinned.addAndGet(next ? 0 : 1);
        last = placeOf(update, last.epoch());
        if (had && next) {
            whole = last;
        } else if (!asking && calm >= CALM) {
            ask();
        }
    }

    private void ask() {
        asking = true;
        send("{\"type\":\"subscribe\",\"since\":\"" + whole + "\"}");
    }

    /** Fetches what came since it had all, up to this time. Whether that meets what the memory told. */
    private boolean historyHolds(long until) throws IOException, InterruptedException {
        long from = Math.min(whole.time() - APART_MILLIS, until);
        URI uri = URI.create(server() + "/api/history?from=" + from + "&to=" + (until + APART_MILLIS));
        var answer = http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        JsonNode history = JsonMapper.shared().readTree(answer.body());
        series.addHistory(history);
        var kept = vigie.protocol.Place.parse(history.get("kept").stringValue());
        return kept.epoch().equals(last.epoch()) && kept.seq() >= firstFrom;
    }

    private static Place placeOf(JsonNode message, String epoch) {
        return new Place(
                epoch, message.get("seq").longValue(), message.get("time").longValue());
    }
}
