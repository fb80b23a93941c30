package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import vigie.past.QueryParameters;

/** Answers {@code /api/…} with its documents. What they ask may block, so they are asked on workers. */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String PREFIX = "/api/";

    private final HttpAnswers answers;
    private final Duration patience;

    /**
     * @param patience how long a client may take nothing of an answer that is streamed
     */
    ApiHandler(HttpAnswers answers, Duration patience) {
        this.answers = answers;
        this.patience = patience;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request
                && UpgradeHandler.pathOf(request).startsWith(PREFIX);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = UpgradeHandler.pathOf(request);
        ApiDocument document = answers.documents().get(path);
        if (document == null) {
            Answer.problem(HttpResponseStatus.NOT_FOUND, "path: not known (expected: " + answers.paths() + ")")
                    .send(ctx, request);
            return;
        }
        try {
            ask(ctx, request, path, document, new QueryParameters(new QueryStringDecoder(request.uri()).parameters()));
        } catch (IllegalArgumentException e) {
            AnswerFailure.ofQuery(e).send(ctx, request);
        }
    }

    private void ask(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            String path,
            ApiDocument document,
            QueryParameters query) {
        if (document.isFile()) {
            BodyStream body = new BodyStream(ctx, request, patience);
            answers.files().run(ctx, request, new ApiTask(path, document, query, body));
        } else {
            answers.workers().answer(ctx, request, () -> ApiTask.answer(path, document, query));
        }
    }
}
