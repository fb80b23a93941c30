package vigie.api;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;
import vigie.http.route.AnswerFailure;
import vigie.http.route.AnswerRoom;
import vigie.http.route.ApiAnswer;
import vigie.http.route.BodySource;
import vigie.http.route.BodyStream;
import vigie.http.route.RequestPath;
import vigie.http.route.Workers;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.store.HistoryException;

/**
 * Answers {@code /api/…} with its documents. What they ask may block: they are asked on workers. Those of documents that take long are
 * not those of the rest, so a short question never waits for a long one.
 */
@Sharable
public final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    private static final String PREFIX = "/api/";
    private static final int QUESTION_THREADS = 4;
    private static final int QUESTIONS = 256;
    private static final int SEARCH_THREADS = 2;
    private static final int SEARCHES = 128;

    private final Map<String, ApiDocument> documents;
    private final String paths;
    private final Workers questions;
    private final Workers searches;

    /**
     * @param documents what each path shows
     * @param others paths under {@code /api/} that others answer
     * @param room the memory of answers under way
     */
    public ApiHandler(Map<String, ApiDocument> documents, List<String> others, AnswerRoom room) {
        this.documents = Map.copyOf(documents);
        TreeSet<String> known = new TreeSet<>(documents.keySet());
        known.addAll(others);
        this.paths = String.join(", ", known);
        this.questions = new Workers("http-api", QUESTION_THREADS, QUESTIONS, room);
        this.searches = new Workers("http-search", SEARCH_THREADS, SEARCHES, room);
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request
                && RequestPath.of(request).startsWith(PREFIX);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = RequestPath.of(request);
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
        if (document.takesLong()) {
            searches.stream(ctx, request, path, new DocumentSource(document, query));
        } else {
            questions.answer(ctx, request, path, () -> whole(path, document, query));
        }
    }

    /** A document that is streamed. */
    private static final class DocumentSource implements BodySource {
        private final ApiDocument document;
        private final QueryParameters query;
        private @Nullable ApiAnswer answer;

        DocumentSource(ApiDocument document, QueryParameters query) {
            this.document = document;
            this.query = query;
        }

        @Override
        public boolean writeSome(BodyStream out) throws QueryException, HistoryException, IOException {
            if (answer == null) {
                answer = document.answer(query);
            }
            return answer.writeSome(out);
        }
    }

    private static Answer whole(String path, ApiDocument document, QueryParameters query) {
        try {
            return document.answer(query).whole();
        } catch (QueryException | HistoryException | IOException e) {
            return AnswerFailure.of(path, e);
        }
    }

    /** Answers under way are cut off; when it returns what is kept is left alone, but for what takes it very long. */
    @Override
    public void close() {
        questions.close();
        searches.close();
        questions.awaitEnd();
        searches.awaitEnd();
    }
}
