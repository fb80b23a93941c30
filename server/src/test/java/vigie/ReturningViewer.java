package vigie;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who watches {@code /live}, comes back whenever the connection is lost, and can be disturbed as a browser can: cut off, and
 * slowed down to one message in so many milliseconds. What it asks for and what it makes of the answers is the subclass's.
 *
 * <p>Everything happens on its own thread, but for the socket's, which hands over. The JDK's socket, since one message at a time is
 * to be asked for.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again; tasks end with the executor.
abstract class ReturningViewer implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMillis(100);
    /** The JDK's client may not tell that a server was killed when it was just asked for nothing: then this tells. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    final HttpClient http = HttpClient.newHttpClient();

    private final Supplier<URI> server;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile @Nullable Connection connection;
    private long heardNanos = System.nanoTime();
    private volatile long readPauseMillis;
    private volatile boolean closed;

    /** Does not connect before {@link #open}. */
    ReturningViewer(Supplier<URI> server) {
        this.server = server;
    }

    /** What it asks for with the next connection: the query. On its thread. */
    abstract String query();

    /** A message of the present connection. On its thread. */
    abstract void follow(JsonNode message) throws IOException, InterruptedException;

    /** Begins to watch. Call once. */
    final void open() {
        thread.execute(this::connect);
        thread.scheduleWithFixedDelay(this::leaveSilence, 1, 1, TimeUnit.SECONDS);
    }

    /** Where the server is now. */
    final URI server() {
        return server.get();
    }

    /** The connection is lost for a while. */
    final void cutOff(Duration away) {
        run(() -> disconnect(away));
    }

    /** It takes one message each so many milliseconds; none at all for a time is a sleep. Zero ends it. */
    final void slowDown(long perMessageMillis) {
        readPauseMillis = perMessageMillis;
    }

    @Override
    public final void close() {
        closed = true;
        thread.execute(() -> disconnect(Duration.ZERO));
        thread.shutdown();
    }

    /** How it is connected, in words. */
    final String condition() {
        Connection now = connection;
        String how = now == null ? "away" : now.isOpen() ? "connected" : "connecting";
        return how + ", taking a message each " + readPauseMillis + " ms";
    }

    final void run(Runnable task) {
        if (!closed) {
            thread.execute(task);
        }
    }

    final void send(String message) {
        Connection open = connection;
        if (open != null) {
            open.send(message);
        }
    }

    /** On its thread. */
    final void disconnect(Duration away) {
        Connection current = connection;
        connection = null;
        if (current != null) {
            current.abort();
        }
        if (!closed) {
            thread.schedule(this::connect, away.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void connect() {
        if (closed || connection != null) {
            return;
        }
        Connection fresh = new Connection();
        connection = fresh;
        heardNanos = System.nanoTime();
        URI live = URI.create(server().toString().replaceFirst("^http", "ws") + "/live?" + query());
        http.newWebSocketBuilder().buildAsync(live, fresh).whenComplete((socket, problem) -> {
            if (problem != null) {
                fresh.ended();
            }
        });
    }

    private void leaveSilence() {
        if (connection != null && System.nanoTime() - heardNanos > LONGEST_SILENCE.toNanos()) {
            disconnect(PAUSE);
        }
    }

    private void follow(Connection from, String text) {
        if (from != connection) {
            return;
        }
        heardNanos = System.nanoTime();
        try {
            follow(JsonMapper.shared().readTree(text));
        } catch (IOException e) {
            disconnect(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One session; what comes is handed over to the viewer's thread. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable WebSocket socket;
        private volatile boolean aborted;

        boolean isOpen() {
            return socket != null;
        }

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
            run(() -> {
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
                run(() -> {
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
    }
}
