package vigie.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.still.StillHub;

/**
 * Collects the body of a still that somebody sends, and passes it on whole. For whoever may not send, or sends too much, it passes on the
 * {@link Answer} that says so, before the body is taken, and takes nothing more. All other requests pass.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class UploadHandler extends ChannelDuplexHandler {
    private final HttpSettings settings;
    private final StillHub stills;
    private final Semaphore places;
    private @Nullable HttpRequest head;
    private @Nullable ByteBuf body;
    private boolean placed;
    private boolean refused;

    /**
     * @param places how many may send at a time, shared by all connections: each takes memory for its body
     */
    UploadHandler(HttpSettings settings, StillHub stills, Semaphore places) {
        this.settings = settings;
        this.stills = stills;
        this.places = places;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request && StillPath.isUpload(request)) {
            begin(ctx, request);
        } else if (head != null && message instanceof HttpContent content) {
            take(ctx, head, content);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (placed && head == null && message instanceof LastHttpContent) {
            leave();
        }
        ctx.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        forget();
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        Answer refusal = refusal(request);
        if (refusal == null && !placed && !places.tryAcquire()) {
            refusal = Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "busy (expected: fewer stills at a time)")
                    .with(HttpHeaderNames.RETRY_AFTER, "1");
        }
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
        placed = true;
        head = request;
        body = Unpooled.buffer((int) Math.max(0, HttpUtil.getContentLength(request, 8192L)));
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private @Nullable Answer refusal(HttpRequest request) {
        SensorId sensor;
        try {
            sensor = StillPath.of(request).sensor();
        } catch (IllegalArgumentException e) {
            return Answer.problem(HttpResponseStatus.NOT_FOUND, "path: " + e.getMessage());
        }
        if (sensor == null || stills.openIntake(sensor) == null) {
            return Answer.problem(
                    HttpResponseStatus.NOT_FOUND,
                    sensor + " takes no stills (expected: " + expected(stills.open()) + ")");
        }
        if (!new OriginRule(settings.allowedOrigins()).permits(request.headers())) {
            return Answer.problem(
                    HttpResponseStatus.FORBIDDEN,
                    "Origin: " + request.headers().get(HttpHeaderNames.ORIGIN)
                            + " (expected: this server's own, or one listed in server.allowed-origins)");
        }
        if (StillMedia.claimed(request) == null) {
            return Answer.problem(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type: " + request.headers().get(HttpHeaderNames.CONTENT_TYPE) + " (expected: "
                            + StillMedia.EXPECTED + ")");
        }
        return HttpUtil.getContentLength(request, 0L) > maxBytes() ? tooLarge() : null;
    }

    private static String expected(Set<SensorId> open) {
        return open.isEmpty()
                ? "a source of type stills without folder and url"
                : open.stream().map(SensorId::toString).collect(Collectors.joining(", "));
    }

    private void take(ChannelHandlerContext ctx, HttpRequest request, HttpContent content) {
        try {
            if (content.decoderResult().isFailure()) {
                refuse(ctx, Answer.problem(HttpResponseStatus.BAD_REQUEST, "request: not HTTP/1.1"));
                return;
            }
            if (body == null || content.content().readableBytes() > maxBytes() - body.readableBytes()) {
                refuse(ctx, tooLarge());
                return;
            }
            body.writeBytes(content.content());
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            pass(ctx, request, body);
        }
    }

    private void pass(ChannelHandlerContext ctx, HttpRequest request, ByteBuf whole) {
        head = null;
        body = null;
        HttpObject full = new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                whole,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        ctx.fireChannelRead(full);
    }

    private long maxBytes() {
        return stills.settings().maxStillBytes();
    }

    private Answer tooLarge() {
        return Answer.problem(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "still: longer than " + maxBytes() + " bytes (expected: at most so many, stills.max-still-bytes)");
    }

    private void refuse(ChannelHandlerContext ctx, Answer why) {
        refused = true;
        forget();
        ctx.fireChannelRead(why);
    }

    private void forget() {
        head = null;
        if (body != null) {
            body.release();
            body = null;
        }
        leave();
    }

    private void leave() {
        if (placed) {
            placed = false;
            places.release();
        }
    }
}
