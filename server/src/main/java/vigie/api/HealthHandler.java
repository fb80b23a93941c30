package vigie.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vigie.http.route.Answer;
import vigie.http.route.RequestPath;
import vigie.work.health.HealthIssue;

/**
 * Answers supervisors. {@code /healthz} says 200 while the server is well, {@code /readyz} while it also takes sessions. Otherwise
 * both say 503 with a line for each reason.
 */
public final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final BooleanSupplier ready;
    private final Supplier<List<HealthIssue>> issues;

    /**
     * @param issues what is not well; must cost nothing
     */
    public HealthHandler(BooleanSupplier ready, Supplier<List<HealthIssue>> issues) {
        this.ready = ready;
        this.issues = issues;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        if (message instanceof FullHttpRequest request) {
            String path = RequestPath.of(request);
            return path.equals("/healthz") || path.equals("/readyz");
        }
        return false;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        answer(RequestPath.of(request).equals("/readyz"))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .send(ctx, request);
    }

    private Answer answer(boolean asksForReadiness) {
        List<HealthIssue> now = issues.get();
        if (!now.isEmpty()) {
            String lines = now.stream().map(issue -> issue.line() + "\n").collect(Collectors.joining());
            return Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, lines);
        }
        return asksForReadiness && !ready.getAsBoolean()
                ? Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "going away\n")
                : Answer.text(HttpResponseStatus.OK, "ok\n");
    }
}
