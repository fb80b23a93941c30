package vigie.http.request;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Set;
import vigie.http.route.RequestPath;
import vigie.http.settings.FrameAncestors;

/**
 * Gives every answer the headers that tell a browser what its page may do, and who may embed it. Stands where one request is answered
 * before the next comes.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class SecurityHeaderHandler extends ChannelDuplexHandler {
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; connect-src ";
    /** Opens WebSockets to whatever address its user types. */
    private static final Set<String> CONSOLE = Set.of("/console", "/console.html");
    /** What no page of ours uses. */
    private static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(),"
                    + " microphone=(), midi=(), payment=(), serial=(), usb=()";

    private final FrameAncestors ancestors;
    private boolean console;

    public SecurityHeaderHandler(FrameAncestors ancestors) {
        this.ancestors = ancestors;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        console = message instanceof FullHttpRequest request && CONSOLE.contains(RequestPath.of(request));
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            HttpHeaders headers = response.headers();
            headers.set(
                    HttpHeaderNames.CONTENT_SECURITY_POLICY,
                    POLICY + (console ? "'self' ws: wss:" : "'self'") + "; frame-ancestors " + ancestors.sources());
            headers.set("cross-origin-opener-policy", "same-origin");
            headers.set("cross-origin-resource-policy", "same-origin");
            headers.set("permissions-policy", PERMISSIONS);
            headers.set("x-content-type-options", "nosniff");
            headers.set("referrer-policy", "no-referrer");
        }
        ctx.write(message, promise);
    }
}
