package vigie.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer whose length nobody knows when it begins. It leaves in chunks; who writes waits while {@value #UNDER_WAY}
 * of them are under way, so that a client that is slow costs a thread and these, whatever the length. A client that does not take a
 * chunk within the patience is given up. Until the first chunk is full nothing is sent: what fails before gets an answer of its own.
 *
 * <p>Owned by one worker thread; never to be written on an event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class BodyStream extends OutputStream {
    static final int CHUNK = 32 * 1024;
    private static final int UNDER_WAY = 2;

    private final ChannelHandlerContext ctx;
    private final HttpRequest request;
    private final Duration patience;
    private final Queue<ChannelFuture> underWay = new ArrayDeque<>(UNDER_WAY + 1);
    private byte[] chunk = new byte[CHUNK];
    private int length;
    private @Nullable Answer head;
    private boolean begun;

    /**
     * @param patience how long a client may take nothing
     */
    BodyStream(ChannelHandlerContext ctx, HttpRequest request, Duration patience) {
        this.ctx = ctx;
        this.request =
                new DefaultHttpRequest(request.protocolVersion(), request.method(), request.uri(), request.headers());
        this.patience = patience;
    }

    /** What the answer begins with. To be called before the first byte. */
    void begin(Answer newHead) {
        head = newHead;
    }

    /** Whether the client wants the body, not the head alone. */
    boolean isWanted() {
        return !request.method().equals(HttpMethod.HEAD);
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
            int some = Math.min(end - at, CHUNK - length);
            System.arraycopy(bytes, at, chunk, length, some);
            length += some;
            at += some;
            if (length == CHUNK) {
                sendChunk();
            }
        }
    }

    /** The body is complete. Returns when the client has taken it, so that no more waits for clients than there are workers. */
    void end() throws IOException {
        sendHead();
        ChannelFuture last = ctx.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(chunk, 0, length)));
        if (!keepsAlive()) {
            Answer.closeGently(last);
        }
        underWay.add(last);
        while (!underWay.isEmpty()) {
            awaitSent(underWay.remove());
        }
    }

    /** Answers with something else, whole; when the body has begun, cuts it off. */
    void fail(Answer instead) {
        if (begun) {
            cutOff();
        } else {
            ctx.executor().execute(() -> instead.send(ctx, request));
        }
    }

    /** Ends the connection: the client sees that the body is not complete. */
    void cutOff() {
        ctx.close();
    }

    private void sendChunk() throws IOException {
        sendHead();
        underWay.add(ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk))));
        chunk = new byte[CHUNK];
        length = 0;
        if (underWay.size() > UNDER_WAY) {
            awaitSent(underWay.remove());
        }
    }

    private void sendHead() {
        if (begun) {
            return;
        }
        if (head == null) {
            throw new IllegalStateException("body without a head (expected: begin() first)");
        }
        begun = true;
        HttpResponse response = head.head();
        HttpUtil.setKeepAlive(response, keepsAlive());
        HttpUtil.setTransferEncodingChunked(response, knowsChunks());
        ctx.write(response);
    }

    private void awaitSent(ChannelFuture sent) throws IOException {
        try {
            if (!sent.await(patience.toMillis())) {
                throw new IOException("nothing was taken for " + patience.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server goes away");
        }
        if (!sent.isSuccess()) {
            throw new IOException("the connection is closed", sent.cause());
        }
    }

    /** Without chunks only the end of the connection says where the body ends. */
    private boolean keepsAlive() {
        return knowsChunks() && HttpUtil.isKeepAlive(request);
    }

    private boolean knowsChunks() {
        return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
    }
}
