package vigie.client;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.client.SocketError.Kind;

/**
 * One WebSocket connection (RFC 6455) with callbacks: opened once, over once. All methods may be called from any thread, also from
 * the listener's.
 *
 * <p>Messages are sent in the order of the calls; those sent before the connection is there wait for it.
 */
public final class SocketClient implements AutoCloseable {
    private static final int NORMAL = 1000;
    private static final int ABNORMAL = 1006;

    /** How long the other side may take for its last words. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final URI address;
    private final SocketSettings settings;
    private final SocketListener listener;
    private final ClientEngine engine;
    private final boolean ownsEngine;
    private final SocketErrors errors;
    private final SendQueue sending = new SendQueue();
    private final AtomicBoolean opened = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long heardNanos = System.nanoTime();

    // The engine's thread.
    private @Nullable WebSocket socket;
    private @Nullable Future<?> timer;
    private boolean failing;
    private boolean ended;

    /**
     * A client that bears silence and asks for no subprotocol.
     *
     * @param address {@code ws} or {@code wss}; {@code http} and {@code https} are taken for these
     * @throws IllegalArgumentException when the address is none of a WebSocket
     */
    public SocketClient(URI address, SocketListener listener) {
        this(address, SocketSettings.DEFAULT, listener);
    }

    /** The same with settings. */
    public SocketClient(URI address, SocketSettings settings, SocketListener listener) {
        this(address, settings, listener, new ClientEngine(), true);
    }

    /** One of a client that connects more than once. */
    SocketClient(URI address, SocketSettings settings, SocketListener listener, ClientEngine engine) {
        this(address, settings, listener, engine, false);
    }

    private SocketClient(
            URI address, SocketSettings settings, SocketListener listener, ClientEngine engine, boolean ownsEngine) {
        this.address = SocketAddress.of(address);
        this.settings = settings;
        this.listener = listener;
        this.engine = engine;
        this.ownsEngine = ownsEngine;
        this.errors = new SocketErrors(this.address);
    }

    /**
     * Begins to connect, and returns.
     *
     * @throws IllegalStateException when called a second time
     */
    public void open() {
        if (opened.getAndSet(true)) {
            throw new IllegalStateException("open: called before (expected: once, a client is one connection)");
        }
        WebSocket.Builder builder = engine.http().newWebSocketBuilder().connectTimeout(settings.connectTimeout());
        var wanted = settings.subprotocols();
        if (!wanted.isEmpty()) {
            builder.subprotocols(wanted.get(0), wanted.stream().skip(1).toArray(String[]::new));
        }
        var unused = builder.buildAsync(address, new MessageAssembly(settings.maxMessageBytes(), new Incoming()))
                .whenComplete(this::shaken);
    }

    /** Sends a message; done when the system has taken it, failed when it cannot be sent. */
    public CompletableFuture<@Nullable Void> sendText(String message) {
        return send(open -> open.sendText(message, true));
    }

    /** Sends a message; the bytes must not change until it is done. */
    public CompletableFuture<@Nullable Void> sendBinary(byte[] message) {
        return send(open -> open.sendBinary(ByteBuffer.wrap(message), true));
    }

    /**
     * Says goodbye after what was sent before, and returns. What still comes is handed on.
     *
     * @param code 1000, or 3000 to 4999 (RFC 6455, section 7.4.2)
     * @param reason at most 123 bytes of UTF-8
     * @throws IllegalArgumentException when code or reason cannot be sent
     */
    public void close(int code, String reason) {
        if (sending.close(code, reason)) {
            engine.run(this::closing);
        }
    }

    /** Says goodbye with 1000 and waits until the connection is over; a callback does not wait. */
    @Override
    public void close() {
        close(NORMAL, "");
        if (!engine.isCurrent()) {
            try {
                boolean unused = over.await(2 * CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the connection without a goodbye, and returns. */
    public void abort() {
        sending.closeSilently();
        engine.run(() -> end(null, ABNORMAL, ""));
    }

    private CompletableFuture<@Nullable Void> send(Function<WebSocket, CompletableFuture<WebSocket>> message) {
        CompletableFuture<WebSocket> sent = sending.send(message);
        var unused = sent.whenComplete((open, failure) -> {
            if (failure != null) {
                engine.run(() -> failSoon(errors.open(failure)));
            }
        });
        return sent.thenApply(open -> null);
    }

    /** The handshake is over; on a thread of the JDK. Who was closed meanwhile wants no connection. */
    private void shaken(@Nullable WebSocket made, @Nullable Throwable failure) {
        if (failure != null) {
            engine.run(() -> fail(errors.opening(failure)));
        } else if (made != null && !engine.run(() -> connected(made))) {
            made.abort();
        }
    }

    private void connected(WebSocket made) {
        if (ended) {
            made.abort();
            return;
        }
        socket = made;
        sending.opened(made);
        if (!settings.longestSilence().isZero()) {
            timer = engine.after(settings.longestSilence(), this::listenForSilence);
        }
        deliver(() -> listener.connected(made.getSubprotocol()));
    }

    private void closing() {
        if (ended) {
            return;
        }
        if (socket == null) {
            end(null, ABNORMAL, "");
            return;
        }
        failSoon(new SocketError(Kind.TIMEOUT, address + " does not answer the goodbye"));
    }

    /** What the other side said last may still be on its way. */
    private void failSoon(SocketError error) {
        if (!ended && !failing) {
            failing = true;
            cancelTimer();
            timer = engine.after(CLOSING, () -> fail(error));
        }
    }

    private void listenForSilence() {
        Duration silence = Duration.ofNanos(System.nanoTime() - heardNanos);
        Duration left = settings.longestSilence().minus(silence);
        if (left.isNegative() || left.isZero()) {
            fail(new SocketError(Kind.SILENT, "nothing heard for " + silence.toSeconds() + " s"));
        } else {
            timer = engine.after(left, this::listenForSilence);
        }
    }

    /** Calls the listener, and then asks for more: a listener that is slow is not heard as silence. */
    private void deliver(Runnable call) {
        WebSocket open = socket;
        if (ended || open == null) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(new SocketError(Kind.LISTENER, "the listener failed: " + e));
            return;
        }
        heardNanos = System.nanoTime();
        open.request(1);
    }

    private void fail(SocketError error) {
        end(error, ABNORMAL, "");
    }

    private void end(@Nullable SocketError error, int code, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        cancelTimer();
        if (socket != null && (error != null || code == ABNORMAL)) {
            socket.abort();
        }
        sending.neverOpens(error == null ? "closed before it was open" : error.text());
        try {
            if (error != null) {
                listener.error(error);
            }
        } finally {
            tellEnd(code, reason);
        }
    }

    private void tellEnd(int code, String reason) {
        try {
            listener.disconnected(code, reason);
        } finally {
            over.countDown();
            if (ownsEngine) {
                engine.close();
            }
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** From the JDK's threads to the engine's. */
    private final class Incoming implements MessageSink {
        @Override
        public void heard() {
            heardNanos = System.nanoTime();
        }

        @Override
        public void text(String message) {
            engine.run(() -> deliver(() -> listener.text(message)));
        }

        @Override
        public void binary(byte[] message) {
            engine.run(() -> deliver(() -> listener.binary(message)));
        }

        @Override
        public void tooLong() {
            engine.run(() -> fail(new SocketError(
                    Kind.TOO_LONG,
                    "a message is too long (expected: at most " + settings.maxMessageBytes() + " bytes)")));
        }

        @Override
        public void closed(int code, String reason) {
            SocketError error =
                    code == ABNORMAL ? new SocketError(Kind.LOST, "connection lost: it ended without a goodbye") : null;
            engine.run(() -> end(error, code, reason));
        }

        @Override
        public void failed(Throwable cause) {
            engine.run(() -> fail(errors.open(cause)));
        }
    }
}
