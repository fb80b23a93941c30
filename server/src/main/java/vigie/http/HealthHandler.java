package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.BooleanSupplier;

/** Answers supervisors: {@code /healthz} while the process is alive, {@code /readyz} while it takes sessions. */
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final BooleanSupplier ready;

    HealthHandler(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        if (message instanceof FullHttpRequest request) {
            String path = UpgradeHandler.pathOf(request);
            return path.equals("/healthz") || path.equals("/readyz");
        }
        return false;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean fine = UpgradeHandler.pathOf(request).equals("/healthz") || ready.getAsBoolean();
        Answer answer = fine
                ? Answer.text(HttpResponseStatus.OK, "ok\n")
                : Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "going away\n");
        answer.with(HttpHeaderNames.CACHE_CONTROL, "no-store").send(ctx, request);
    }
}
