package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /api/…} with JSON. What it asks may block, so it asks on the workers. */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String PREFIX = "/api/";

    private final HttpAnswers answers;

    ApiHandler(HttpAnswers answers) {
        this.answers = answers;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request
                && UpgradeHandler.pathOf(request).startsWith(PREFIX);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Supplier<byte[]> document = answers.documents().get(UpgradeHandler.pathOf(request));
        if (document == null) {
            Answer.problem(HttpResponseStatus.NOT_FOUND, "path: not known (expected: " + answers.paths() + ")")
                    .send(ctx, request);
        } else {
            answers.workers().answer(ctx, request, () -> answer(document));
        }
    }

    private static Answer answer(Supplier<byte[]> document) {
        try {
            return Answer.json(document.get());
        } catch (RuntimeException e) {
            LOG.error("API request failed unexpectedly", e);
            return Answer.problem(
                    HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more");
        }
    }
}
