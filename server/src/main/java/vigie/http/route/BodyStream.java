package vigie.http.route;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer whose length nobody knows when it begins. It leaves in chunks. Writing never waits: when the share of the
 * memory that the answer may have is on its way, the stream is {@linkplain #isFull full}, and its writer stops until the client has
 * taken half of that. Until the first chunk is full nothing is sent: a failure before that gets an answer of its own.
 *
 * <p>Written by one worker at a time, never on an event loop. {@link #cutOff}, {@link #isStalled} and the progress are for any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class BodyStream extends OutputStream {
    static final int CHUNK = 32 * 1024;
    private static final int FIRST_CHUNK = 1024;

    private final ChannelHandlerContext ctx;
    private final HttpRequest request;
    private final StreamShare share;
    private final Consumer<BodyStream> over;
    private final ChannelFutureListener closed = future -> abandon();
    private final AtomicBoolean finished = new AtomicBoolean();
    /** Bytes on their way to the client. */
    private final AtomicLong underWay = new AtomicLong();
    /** Goes on with the writing. */
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();

    private volatile boolean gone;
    private volatile long progressNanos = System.nanoTime();
    private byte[] chunk = new byte[FIRST_CHUNK];
    private int length;
    private @Nullable Answer head;
    private boolean saysLength;
    private boolean begun;

    /**
     * @param over called once when nothing is left to be sent, or the client is gone
     */
    BodyStream(ChannelHandlerContext ctx, HttpRequest request, StreamShare share, Consumer<BodyStream> over) {
        this.ctx = ctx;
        this.request =
                new DefaultHttpRequest(request.protocolVersion(), request.method(), request.uri(), request.headers());
        this.share = share;
        this.over = over;
        share.open();
        ctx.channel().closeFuture().addListener(closed);
    }

    /** What the answer begins with. To be called before the first byte. */
    public void begin(Answer newHead) {
        head = newHead;
    }

    /** A body that ends before its first chunk is full says its length, as that of a document does. */
    void sayLengthIfShort() {
        saysLength = true;
    }

    /** Whether the client wants the body, not the head alone. */
    public boolean isWanted() {
        return !request.method().equals(HttpMethod.HEAD);
    }

    /** Whether the writer is to stop for now: enough is on its way, or nobody waits for it any more. */
    public boolean isFull() {
        return isOver() || underWay.get() >= share.bytes();
    }

    /** Whether nobody waits for more: the client is gone, it has its answer, or the server goes away. */
    boolean isOver() {
        return gone || finished.get() || Thread.currentThread().isInterrupted();
    }

    /** Whether the client has something to take, and took nothing for so long. */
    boolean isStalled(long now, long nanos) {
        return underWay.get() > 0 && now - progressNanos > nanos;
    }

    /** When the client last took something, as {@link System#nanoTime}. */
    long progressNanos() {
        return progressNanos;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (length == chunk.length) {
                makeRoom();
            }
            int some = Math.min(end - at, chunk.length - length);
            System.arraycopy(bytes, at, chunk, length, some);
            length += some;
            at += some;
        }
    }

    /** Has this done when the client has taken enough; perhaps at once. What was written so far is sent. */
    void whenDrained(Runnable goOn) throws IOException {
        if (begun && length > 0) {
            sendChunk();
        }
        waiting.set(goOn);
        goOnIfDrained();
    }

    /** The body is complete. */
    void end() {
        if (finished.get()) {
            return;
        }
        boolean whole = !begun && isWanted() && (saysLength || !knowsChunks());
        sendHead(whole);
        DefaultLastHttpContent content = new DefaultLastHttpContent(Unpooled.wrappedBuffer(chunk, 0, length));
        putUnderWay(length);
        ChannelFuture last = ctx.writeAndFlush(content);
        if (!keepsAlive(whole)) {
            Answer.closeGently(last);
        }
        last.addListener(done -> finish());
    }

    /** Answers with something else, whole; when the body has begun, cuts it off. */
    public void answerInstead(Answer instead) {
        if (begun) {
            cutOff();
        } else {
            finish();
            ctx.executor().execute(() -> instead.send(ctx, request));
        }
    }

    /** Ends the connection: the client sees that the body is not complete. */
    void cutOff() {
        abandon();
        ctx.close();
    }

    /** The client is gone, or gets another answer. */
    void abandon() {
        gone = true;
        waiting.set(null);
        finish();
    }

    private void finish() {
        if (finished.compareAndSet(false, true)) {
            ctx.channel().closeFuture().removeListener(closed);
            share.close();
            over.accept(this);
        }
    }

    /** A short body costs little; a long one has long chunks, within its share. */
    private void makeRoom() throws IOException {
        int most = (int) Math.min(CHUNK, share.bytes() / 2);
        if (length < most) {
            chunk = Arrays.copyOf(chunk, Math.min(most, 2 * length));
        } else {
            sendChunk();
        }
    }

    private void sendChunk() throws IOException {
        if (gone) {
            throw new IOException("the connection is closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the server goes away");
        }
        sendHead(false);
        int sent = length;
        putUnderWay(sent);
        ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk, 0, sent)))
                .addListener(done -> sent(sent, done.isSuccess()));
        chunk = new byte[(int) Math.min(CHUNK, share.bytes() / 2)];
        length = 0;
    }

    private void putUnderWay(int bytes) {
        if (underWay.getAndAdd(bytes) == 0) {
            progressNanos = System.nanoTime();
        }
    }

    /** On the event loop. */
    private void sent(int bytes, boolean successfully) {
        underWay.addAndGet(-bytes);
        progressNanos = System.nanoTime();
        if (successfully) {
            goOnIfDrained();
        } else {
            abandon();
        }
    }

    private void goOnIfDrained() {
        if (underWay.get() <= share.bytes() / 2) {
            Runnable goOn = waiting.getAndSet(null);
            if (goOn != null) {
                goOn.run();
            }
        }
    }

    private void sendHead(boolean whole) {
        if (begun) {
            return;
        }
        if (head == null) {
            throw new IllegalStateException("body without a head (expected: begin() first)");
        }
        begun = true;
        HttpResponse response = head.head();
        HttpUtil.setKeepAlive(response, keepsAlive(whole));
        if (whole) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else {
            HttpUtil.setTransferEncodingChunked(response, knowsChunks());
        }
        ctx.write(response);
    }

    /** Without chunks and a length only the end of the connection says where the body ends. */
    private boolean keepsAlive(boolean whole) {
        return (knowsChunks() || whole) && HttpUtil.isKeepAlive(request);
    }

    private boolean knowsChunks() {
        return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
    }
}
