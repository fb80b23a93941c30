package vigie.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import vigie.past.Archive;
import vigie.past.HistoryQuery;
import vigie.past.QueryException;

/**
 * Answers questions about the past with streams. What it asks may block, and so may who takes the answer: it asks on workers of
 * its own, and those of exports, which take long, are not those of the charts.
 */
@Sharable
final class HistoryHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    /** Exports at a time: each may last long, since its client sets the pace. */
    static final int EXPORTS = 8;

    private static final int QUESTIONS = 16;
    private static final int QUESTIONS_WAITING = 64;

    private final Archive archive;
    private final Duration patience;
    private final Workers questions = new Workers("http-history", QUESTIONS, QUESTIONS_WAITING);
    private final Workers exports = new Workers("http-export", EXPORTS, 0);

    /**
     * @param patience how long a client may take nothing of its answer
     */
    HistoryHandler(Archive archive, Duration patience) {
        this.archive = archive;
        this.patience = patience;
    }

    /** Where it answers. */
    static List<String> paths() {
        return Arrays.stream(PastDocument.values()).map(PastDocument::path).toList();
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request
                && PastDocument.ofPath(UpgradeHandler.pathOf(request)) != null;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        PastDocument document = PastDocument.ofPath(UpgradeHandler.pathOf(request));
        if (document == null) {
            throw new IllegalStateException("path: " + request.uri() + " (expected: one that was accepted)");
        }
        try {
            HistoryQuery query = document.query(new QueryStringDecoder(request.uri()).parameters(), archive.now());
            BodyStream body = new BodyStream(ctx, request, patience);
            Workers workers = document.isExport() ? exports : questions;
            workers.run(
                    ctx, request, new AnswerTask(document.path(), body, out -> document.stream(archive, query, out)));
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
