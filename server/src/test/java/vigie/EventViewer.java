package vigie;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who wants every event, and does what docs/protocol.md says for that: it remembers the number of the last one, and asks for
 * those after it whenever it connects. It can be cut off and slowed down.
 *
 * <p>Everything happens on its own thread, but for the socket's, which hands over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again; tasks end with the executor.
final class EventViewer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** The JDK's client may not tell that a server was killed when it was just asked for nothing: then this tells. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Supplier<URI> server;
    private final String sensors;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private volatile @Nullable Connection connection;
    private volatile long last;
    private long heardNanos = System.nanoTime();
    private volatile long readPauseMillis;
    private volatile boolean closed;

    /**
     * @param server where the server is now
     * @param sensors which ones it looks at
     */
    EventViewer(Supplier<URI> server, String sensors) {
        this.server = server;
        this.sensors = sensors;
        thread.execute(this::connect);
        thread.scheduleWithFixedDelay(this::leaveSilence, 1, 1, TimeUnit.SECONDS);
    }

    private void leaveSilence() {
        if (connection != null && System.nanoTime() - heardNanos > LONGEST_SILENCE.toNanos()) {
            disconnect(PAUSE);
        }
    }

    /** What it was told, in this order. */
    List<JsonNode> events() {
        return events;
    }

    /** What it should not have been told. */
    List<String> faults() {
        return faults;
    }

    /** The number of the last one. */
    long last() {
        return last;
    }

    String sensors() {
        return sensors;
    }

    /** The connection is lost for a while. */
    void cutOff(Duration away) {
        thread.execute(() -> disconnect(away));
    }

    /** It takes one message each so many milliseconds; zero ends it. */
    void slowDown(long perMessageMillis) {
        readPauseMillis = perMessageMillis;
    }

    @Override
    public String toString() {
        Connection now = connection;
        return "the viewer of " + sensors + ", which is "
                + (now == null ? "away" : now.isOpen() ? "connected" : "connecting") + ", has " + last
                + " and takes a message each " + readPauseMillis + " ms,";
    }

    @Override
    public void close() {
        closed = true;
        thread.execute(() -> disconnect(Duration.ZERO));
        thread.shutdown();
    }

    private void connect() {
        if (closed || connection != null) {
            return;
        }
        Connection fresh = new Connection();
        connection = fresh;
        heardNanos = System.nanoTime();
        String live =
                server.get().toString().replaceFirst("^http", "ws") + "/live?sensors=" + sensors + "&events=" + last;
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
        String type = message.get("type").stringValue();
        if (type.equals("welcome")) {
            check(message.get("event").longValue() >= last, "a number was given twice: " + text);
            check(!message.has("eventsFrom"), "not all were remembered: " + text);
        } else if (type.equals("event")) {
            long id = message.get("id").longValue();
            check(id > last, "out of order, or twice: " + text);
            last = id;
            events.add(message);
        }
    }

    private void check(boolean fine, String fault) {
        if (!fine) {
            faults.add(fault);
        }
    }

    /** One session; what comes is handed over to the viewer's thread. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable WebSocket socket;
        private volatile boolean aborted;

        void abort() {
            aborted = true;
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }

        boolean isOpen() {
            return socket != null;
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
