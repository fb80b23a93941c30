package vigie.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vigie.history.HistoryException;
import vigie.past.QueryException;
import vigie.past.QueryParameters;

/**
 * Answers {@code /api/…} with its documents. What they ask may block, and so may who takes a long answer: they are asked on workers of
 * their own, and those of files are not those of the rest.
 */
@Sharable
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    private static final String PREFIX = "/api/";
    private static final int QUESTIONS = 4;
    private static final int QUESTIONS_WAITING = 256;
    /** Files at a time: each may last long, since its client sets the pace. */
    private static final int FILES = 8;

    private final Map<String, ApiDocument> documents;
    private final String paths;
    private final Duration patience;
    private final Workers questions = new Workers("http-api", QUESTIONS, QUESTIONS_WAITING);
    private final Workers files = new Workers("http-file", FILES, 0);

    /**
     * @param documents what each path shows
     * @param others paths under {@code /api/} that others answer
     * @param patience how long a client may take nothing of an answer that is streamed
     */
    ApiHandler(Map<String, ApiDocument> documents, List<String> others, Duration patience) {
        this.documents = Map.copyOf(documents);
        TreeSet<String> known = new TreeSet<>(documents.keySet());
        known.addAll(others);
        this.paths = String.join(", ", known);
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
        ApiDocument document = documents.get(path);
        if (document == null) {
            Answer.problem(HttpResponseStatus.NOT_FOUND, "path: not known (expected: " + paths + ")")
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
            files.run(ctx, request, new AnswerTask(path, body, out -> document.answer(query)
                    .streamTo(out)));
        } else {
            questions.answer(ctx, request, () -> whole(path, document, query));
        }
    }

    private static Answer whole(String path, ApiDocument document, QueryParameters query) {
        try {
            return document.answer(query).whole();
        } catch (QueryException | HistoryException | IOException | RuntimeException e) {
            return AnswerFailure.of(path, e);
        }
    }

    /** Answers under way are cut off; when it returns what is kept is left alone, but for what takes it very long. */
    @Override
    public void close() {
        questions.close();
        files.close();
        questions.awaitEnd();
        files.awaitEnd();
    }
}
