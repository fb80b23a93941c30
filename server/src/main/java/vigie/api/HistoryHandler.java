package vigie.api;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import vigie.http.route.AnswerFailure;
import vigie.http.route.AnswerRoom;
import vigie.http.route.RequestPath;
import vigie.http.route.Workers;
import vigie.past.Archive;
import vigie.past.HistoryQuery;
import vigie.past.QueryException;

/**
 * Answers questions about the past with streams. What it asks may block: it asks on workers of its own, and those of exports,
 * which take long, are not those of the charts.
 */
@Sharable
public final class HistoryHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    /** Exports at a time: each may last long, since its client sets the pace. */
    public static final int EXPORTS = 32;

    private static final int EXPORT_THREADS = 2;
    private static final int QUESTIONS = 512;
    private static final int QUESTION_THREADS = 4;

    private final Archive archive;
    private final Workers questions;
    private final Workers exports;

    /**
     * @param room the memory of answers under way
     */
    public HistoryHandler(Archive archive, AnswerRoom room) {
        this.archive = archive;
        this.questions = new Workers("http-history", QUESTION_THREADS, QUESTIONS, room);
        this.exports = new Workers("http-export", EXPORT_THREADS, EXPORTS, room);
    }

    /** Where it answers. */
    public static List<String> paths() {
        return Arrays.stream(PastDocument.values()).map(PastDocument::path).toList();
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request && PastDocument.ofPath(RequestPath.of(request)) != null;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        PastDocument document = PastDocument.ofPath(RequestPath.of(request));
        if (document == null) {
            throw new IllegalStateException("path: " + request.uri() + " (expected: one that was accepted)");
        }
        try {
            HistoryQuery query = document.query(new QueryStringDecoder(request.uri()).parameters(), archive.now());
            Workers workers = document.isExport() ? exports : questions;
            workers.stream(ctx, request, document.path(), new PastSource(document, archive, query));
        } catch (QueryException e) {
            AnswerFailure.of(e).send(ctx, request);
        } catch (IllegalArgumentException e) {
            AnswerFailure.ofQuery(e).send(ctx, request);
        }
    }

    /** Answers under way are cut off; when it returns the history is left alone, but for what takes it very long. */
    @Override
    public void close() {
        questions.close();
        exports.close();
        questions.awaitEnd();
        exports.awaitEnd();
    }
}
