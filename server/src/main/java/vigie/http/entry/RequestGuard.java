package vigie.http.entry;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import vigie.api.still.StillPath;
import vigie.http.route.Answer;
import vigie.http.settings.HttpSettings;

/**
 * Lets through only requests that can be understood and are {@code GET} or {@code HEAD}, and stills that are sent; gives the refusals of
 * those that may not be, when it is their turn.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class RequestGuard extends ChannelInboundHandlerAdapter {
    private final HttpSettings settings;
    private final boolean takesStills;

    /**
     * @param takesStills whether stills may be sent; who may send which is not decided here
     */
    public RequestGuard(HttpSettings settings, boolean takesStills) {
        this.settings = settings;
        this.takesStills = takesStills;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Answer refusal) {
            refusal.sendAndClose(ctx);
            return;
        }
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (request.decoderResult().isFailure()) {
            request.release();
            unreadable(request.decoderResult().cause()).sendAndClose(ctx);
        } else if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)
                && !(takesStills && StillPath.isUpload(request))) {
            Answer.problem(
                            HttpResponseStatus.METHOD_NOT_ALLOWED,
                            "method: " + request.method() + " (expected: GET or HEAD)")
                    .with(HttpHeaderNames.ALLOW, "GET, HEAD")
                    .send(ctx, request);
            request.release();
        } else {
            ctx.fireChannelRead(request);
        }
    }

    /** What a request gets that is no HTTP/1.1, or too long. */
    Answer unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Answer.problem(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "request line: too long (expected: at most "
                            + settings.limits().urlBytes() + " bytes)");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Answer.problem(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "headers: too long (expected: at most " + settings.limits().headerBytes() + " bytes)");
        }
        return Answer.problem(HttpResponseStatus.BAD_REQUEST, "request: not HTTP/1.1");
    }
}
