package vigie.bench.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An honest viewer of one sensor: measures the time between updates, and comes back when its connection is lost, from where it left.
 * Thread-safe.
 */
final class WatchedView implements AutoCloseable {
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 200;
    /** Beyond this a connection counts as lost, as for the page. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final URI server;
    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final Worst gap = new Worst();
    private String epoch = "";
    private long seq;
    private long lastNanos = System.nanoTime();
    private long updates;
    private long thinned;
    private long holes;
    private long reconnects;
    private @Nullable WebSocket socket;
    private boolean closed;

    /** Connects; it takes until {@link #updates} grows. */
    WatchedView(URI server, HttpClient http, ScheduledExecutorService timer) {
        this.server = server;
        this.http = http;
        this.timer = timer;
        connect();
        var unused = timer.scheduleWithFixedDelay(this::checkSilence, 1, 1, TimeUnit.SECONDS);
    }

    /** Begins to measure. */
    synchronized void reset() {
        gap.reset();
        updates = 0;
        thinned = 0;
        holes = 0;
        reconnects = 0;
        lastNanos = System.nanoTime();
    }

    synchronized long updates() {
        return updates;
    }

    synchronized WatchReport report(
            Worst.Figures health, Worst.Figures answers, Worst.Figures newcomers, long pauseMillis) {
        gap.atLeast(sinceLast(System.nanoTime()));
        return new WatchReport(
                gap.figures().millis(), updates, thinned, holes, reconnects, health, answers, newcomers, pauseMillis);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        String since = epoch.isEmpty() ? "" : "&since=" + epoch + ":" + seq;
        URI live = URI.create("ws://" + server.getAuthority() + "/live?sensors=pulse/*" + since);
        var unused = http.newWebSocketBuilder()
                .connectTimeout(HANDSHAKE)
                .buildAsync(live, new Listener())
                .orTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        comeBack();
                    }
                });
    }

    private synchronized void comeBack() {
        socket = null;
        if (!closed) {
            reconnects++;
            var unused = timer.schedule(this::connect, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void checkSilence() {
        if (socket != null && System.nanoTime() - lastNanos > SILENCE_NANOS) {
            socket.abort();
            lost(socket);
        }
    }

    /** Once for each connection. */
    private synchronized void lost(WebSocket which) {
        if (which == socket) {
            comeBack();
        }
    }

    private synchronized void opened(WebSocket which) {
        socket = which;
    }

    private synchronized void message(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        switch (message.path("type").asString("")) {
            case "welcome" -> welcome(message);
            case "backfill" -> backfill(message);
            case "update" -> update(message);
            default -> {}
        }
    }

    private void welcome(JsonNode welcome) {
        epoch = welcome.path("epoch").asString("");
        seq = welcome.path("seq").asLong();
    }

    private void backfill(JsonNode backfill) {
        if (!backfill.path("complete").asBoolean(true)) {
            holes++;
        }
    }

    private void update(JsonNode update) {
        long now = System.nanoTime();
        gap.atLeast(sinceLast(now));
        lastNanos = now;
        updates++;
        long left = update.path("thinned").asLong(0);
        long next = update.path("seq").asLong();
        thinned += left;
        holes += Math.max(0, next - seq - 1 - left);
        seq = next;
    }

    private long sinceLast(long now) {
        return TimeUnit.NANOSECONDS.toMillis(now - lastNanos);
    }

    /** One connection. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket which) {
            opened(which);
            which.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket which, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                message(text.toString());
                text.setLength(0);
            }
            which.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket which, int code, String reason) {
            lost(which);
            return null;
        }

        @Override
        public void onError(WebSocket which, Throwable error) {
            lost(which);
        }
    }
}
