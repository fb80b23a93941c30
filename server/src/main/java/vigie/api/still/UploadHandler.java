package vigie.api.still;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.http.admission.OriginRule;
import vigie.http.route.Answer;
import vigie.http.route.AnswerFailure;
import vigie.http.settings.HttpSettings;
import vigie.sensor.SensorId;
import vigie.still.StillHub;

/**
 * Collects the body of a still that somebody sends, and passes it on whole. For whoever may not send, or sends too much, it passes on the
 * {@link Answer} that says so, before the body is taken, and takes nothing more. All other requests pass.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class UploadHandler extends ChannelInboundHandlerAdapter {
    private final HttpSettings settings;
    private final StillHub stills;
    private final UploadRoom room;
    private @Nullable HttpRequest head;
    private @Nullable UploadBody body;
    private boolean refused;

    /**
     * @param room the memory for bodies, shared by all connections
     */
    UploadHandler(HttpSettings settings, StillHub stills, UploadRoom room) {
        this.settings = settings;
        this.stills = stills;
        this.room = room;
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
        if (refusal == null) {
            forget();
            body = UploadBody.begin(room, ctx.channel(), HttpUtil.getContentLength(request, 0L));
            refusal = body == null ? busy() : null;
        }
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
        head = request;
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
            if (body == null || content.content().readableBytes() > maxBytes() - body.length()) {
                refuse(ctx, tooLarge());
                return;
            }
            if (!body.add(content.content())) {
                refuse(ctx, busy());
                return;
            }
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            pass(ctx, request, body);
        }
    }

    private void pass(ChannelHandlerContext ctx, HttpRequest request, UploadBody whole) {
        head = null;
        body = null;
        ctx.fireChannelRead(whole.handOver(request));
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
    }

    private static Answer busy() {
        return AnswerFailure.busy("fewer stills at a time");
    }
}
