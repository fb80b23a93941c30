package vigie;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who watches everything and wants no hole, and does what docs/protocol.md says for that: it remembers the last place up
 * to which it has all, asks {@code since} that place whenever it connects or misses something, and where the server's memory does
 * not reach asks {@code /api/history}. It can be disturbed in every way a browser can.
 *
 * <p>Everything happens on its own thread, but for the socket's, which hands over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again; tasks end with the executor.
final class Viewer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** The JDK's client may not tell that a server was killed when it was just asked for nothing: then this tells. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    /** After so many updates without a loss it asks for what it missed. */
    private static final int CALM = 10;
    /** A reading's own time may be so far from when it came. */
    private static final long APART_MILLIS = 2_000;

    private final Supplier<URI> server;
    private final long begin;
    private final Series series = new Series();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private @Nullable Connection connection;
    private volatile Place whole;
    private Place last;
    private int calm;
    private boolean asking;
    /** Whether a piece of what it missed has come since the welcome, and where the first began. */
    private boolean told;

    private long firstFrom;
    private final AtomicInteger thinned = new AtomicInteger();
    private long heardNanos = System.nanoTime();
    private volatile long readPauseMillis;
    private volatile boolean closed;

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
        this.server = server;
        this.begin = begin;
        this.whole = nowhere();
        this.last = whole;
        thread.execute(this::connect);
        thread.scheduleWithFixedDelay(this::leaveSilence, 1, 1, TimeUnit.SECONDS);
    }

    private void leaveSilence() {
        if (connection != null && System.nanoTime() - heardNanos > LONGEST_SILENCE.toNanos()) {
            disconnect(PAUSE);
        }
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

    /** The connection is lost for a while. */
    void cutOff(Duration away) {
        thread.execute(() -> disconnect(away));
    }

    /** It forgets everything, as a page does that is reloaded. */
    void reload() {
        thread.execute(() -> {
            series.clear();
            whole = nowhere();
            last = whole;
            disconnect(Duration.ZERO);
        });
    }

    /** It takes one message each so many milliseconds; none at all for a time is a sleep. Zero ends it. */
    void slowDown(long perMessageMillis) {
        readPauseMillis = perMessageMillis;
    }

    @Override
    public void close() {
        closed = true;
        thread.execute(() -> disconnect(Duration.ZERO));
        thread.shutdown();
    }

    private Place nowhere() {
        return new Place("00000000", 0, begin);
    }

    private void connect() {
        if (closed || connection != null) {
            return;
        }
        asking = false;
        Connection fresh = new Connection();
        connection = fresh;
        heardNanos = System.nanoTime();
        String live = server.get().toString().replaceFirst("^http", "ws") + "/live?since=" + whole;
        http.newWebSocketBuilder().buildAsync(URI.create(live), fresh).whenComplete((socket, problem) -> {
            if (problem != null) {
                fresh.ended();
            }
        });
    }

    private void disconnect(Duration away) {
        Connection current = connection;
        connection = null;
        if (current != null) {
            current.abort();
        }
        if (!closed) {
            thread.schedule(this::connect, away.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow(Connection from, String text) {
        if (from != connection) {
            return;
        }
        heardNanos = System.nanoTime();
        JsonNode message = JsonMapper.shared().readTree(text);
        switch (message.get("type").stringValue()) {
            case "welcome" -> welcomed(message);
            case "backfill" -> filled(message);
            case "update" -> updated(from, message);
            default -> {}
        }
    }

    private void welcomed(JsonNode welcome) {
        last = placeOf(welcome, welcome.get("epoch").stringValue());
        told = false;
    }

    /** Where the memory does not reach, the history does. When it does not yet, it is asked again when all is calm. */
    private void filled(JsonNode backfill) {
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

    private void updated(Connection from, JsonNode update) {
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
            ask(from);
        }
    }

    private void ask(Connection from) {
        asking = true;
        from.send("{\"type\":\"subscribe\",\"since\":\"" + whole + "\"}");
    }

    /** Fetches what came since it had all, up to this time. Whether that meets what the memory told. */
    private boolean historyHolds(long until) {
        try {
            long from = Math.min(whole.time() - APART_MILLIS, until);
            URI uri = URI.create(server.get() + "/api/history?from=" + from + "&to=" + (until + APART_MILLIS));
            var answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            JsonNode history = JsonMapper.shared().readTree(answer.body());
            series.addHistory(history);
            var kept = vigie.protocol.Place.parse(history.get("kept").stringValue());
            return kept.epoch().equals(last.epoch()) && kept.seq() >= firstFrom;
        } catch (IOException e) {
            disconnect(PAUSE);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Place placeOf(JsonNode message, String epoch) {
        return new Place(
                epoch, message.get("seq").longValue(), message.get("time").longValue());
    }

    /** One session; what comes is handed over to the viewer's thread. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable WebSocket socket;
        private volatile boolean aborted;

        void send(String message) {
            WebSocket open = socket;
            if (open != null) {
                open.sendText(message, true);
            }
        }

        void abort() {
            aborted = true;
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }

        void ended() {
            hand(() -> {
                if (connection == this) {
                    disconnect(PAUSE);
                }
            });
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            socket = webSocket;
            if (aborted) {
                webSocket.abort();
            }
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean whole) {
            text.append(data);
            if (whole) {
                String message = text.toString();
                text.setLength(0);
                hand(() -> {
                    follow(this, message);
                    requestNext(webSocket);
                });
            } else {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ended();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended();
        }

        private void requestNext(WebSocket webSocket) {
            long pause = readPauseMillis;
            if (pause == 0) {
                webSocket.request(1);
            } else {
                thread.schedule(() -> webSocket.request(1), pause, TimeUnit.MILLISECONDS);
            }
        }

        private void hand(Runnable task) {
            if (!closed) {
                thread.execute(task);
            }
        }
    }
}
