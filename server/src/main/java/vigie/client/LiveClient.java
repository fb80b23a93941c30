package vigie.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.client.SocketError.Kind;
import vigie.protocol.message.StillPart;

/**
 * A session on {@code /live} that comes back: it reconnects with back-off and resumes where it was, so that its listener sees
 * each update and each event once. All methods may be called from any thread, also from the listener's.
 */
public final class LiveClient implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(4);

    /** The server pings every 20 s: two missed and the line is dead. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final URI live;
    private final LiveSubscription subscription;
    private final LiveListener listener;
    private final ClientEngine engine = new ClientEngine();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean refused;
    private volatile @Nullable SocketClient connected; // written by the engine's thread

    // The engine's thread.
    private final ResumePoint resume = new ResumePoint();
    private @Nullable SocketClient socket;
    private Duration pause = FIRST_PAUSE;
    private boolean opened;
    private boolean closing;

    /** A client of all sensors. */
    public LiveClient(URI server, LiveListener listener) {
        this(server, LiveSubscription.DEFAULT, listener);
    }

    /** A client of some sensors: globs, separated by commas. */
    public LiveClient(URI server, String sensors, LiveListener listener) {
        this(server, LiveSubscription.DEFAULT.withSensors(sensors), listener);
    }

    /**
     * A client that asks for certain things.
     *
     * @param server the server's address, such as {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException when the address is none
     */
    public LiveClient(URI server, LiveSubscription subscription, LiveListener listener) {
        this.live = SocketAddress.of(server).resolve("/live");
        this.subscription = subscription;
        this.listener = listener;
    }

    /** Begins to connect, and returns. From then on it stays connected until it is closed or refused. */
    public void open() {
        engine.run(() -> {
            if (!opened) {
                opened = true;
                connect();
            }
        });
    }

    /**
     * Waits until it is over.
     *
     * @return true when it was closed, false when the server refused the session
     */
    public boolean awaitEnd() throws InterruptedException {
        over.await();
        return !refused;
    }

    /** Sends a message, such as a {@code subscribe}; fails without a connection. What was sent is not repeated after a new one. */
    public CompletableFuture<@Nullable Void> send(String message) {
        SocketClient open = connected;
        return open == null
                ? CompletableFuture.failedFuture(new IOException("there is no connection to " + live))
                : open.sendText(message);
    }

    /** Says goodbye and waits until it is over; a callback does not wait. */
    @Override
    public void close() {
        engine.run(this::closing);
        if (!engine.isCurrent()) {
            try {
                boolean unused = over.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closing() {
        closing = true;
        if (socket == null) {
            end();
        } else {
            socket.close();
        }
    }

    private void end() {
        over.countDown();
        engine.close();
    }

    private void connect() {
        if (!closing) {
            SocketSettings line = SocketSettings.DEFAULT
                    .withSubprotocols(subscription.format().subprotocol())
                    .withLongestSilence(LONGEST_SILENCE);
            socket = new SocketClient(subscription.address(live, resume), line, new Session(), engine);
            socket.open();
        }
    }

    /** One connection. All on the engine's thread. */
    private final class Session implements SocketListener {
        private final StillAssembly assembly = new StillAssembly();
        private @Nullable SocketError error;

        @Override
        public void connected(String subprotocol) {
            connected = socket;
            listener.connected();
        }

        @Override
        public void text(String text) {
            JsonNode message = parsed(() -> JsonMapper.shared().readTree(text));
            if (message != null) {
                tell(text, message);
            }
        }

        @Override
        public void binary(byte[] bytes) {
            StillPart part = subscription.stills() ? StillPart.of(bytes) : null;
            if (part != null) {
                tell(part);
            } else if (!subscription.format().isText()) {
                JsonNode message = parsed(() -> CBORMapper.shared().readTree(bytes));
                if (message != null) {
                    tell(message.toString(), message);
                }
            }
        }

        @Override
        public void error(SocketError happened) {
            error = happened;
        }

        @Override
        public void disconnected(int code, String reason) {
            socket = null;
            connected = null;
            if (closing) {
                end();
            } else if (error != null && error.kind() == Kind.REFUSED) {
                refused = true;
                listener.refused(error.text());
                end();
            } else {
                retry(cause(code, reason));
            }
        }

        private void tell(String text, JsonNode message) {
            pause = FIRST_PAUSE;
            resume.passed(message);
            listener.message(text, message);
        }

        private void tell(StillPart part) {
            LiveStill still = assembly.take(part);
            if (still != null) {
                listener.still(still);
            }
        }

        private @Nullable JsonNode parsed(Supplier<JsonNode> message) {
            try {
                return message.get();
            } catch (JacksonException e) {
                return null;
            }
        }

        private void retry(String cause) {
            Duration wait = pause;
            pause = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
            var unused = engine.after(wait, LiveClient.this::connect);
            listener.disconnected(cause, wait);
        }

        private String cause(int code, String reason) {
            if (error == null) {
                return "closed by the server with " + code + (reason.isEmpty() ? "" : ": " + reason);
            }
            return error.kind() == Kind.UNREACHABLE
                    ? error.text() + " (is it running? ./vigie starts one)"
                    : error.text();
        }
    }
}
