package vigie.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.history.HistoryException;
import vigie.past.Archive;
import vigie.past.HistoryQuery;
import vigie.past.PastAnswer;
import vigie.past.QueryException;

/** One question about the past, asked and answered on a worker. */
final class PastTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PastTask.class);

    private final Archive archive;
    private final PastDocument document;
    private final HistoryQuery query;
    private final BodyStream body;

    PastTask(Archive archive, PastDocument document, HistoryQuery query, BodyStream body) {
        this.archive = archive;
        this.document = document;
        this.query = query;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            answer();
        } catch (QueryException e) {
            body.answer(Answer.problem(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        } catch (HistoryException e) {
            LOG.warn("{} cannot be answered: {}", document.path(), e.getMessage());
            body.answer(Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "history: " + e.getMessage())
                    .with(HttpHeaderNames.RETRY_AFTER, "10"));
        } catch (IOException e) {
            LOG.debug("{} was not taken: {}", document.path(), e.getMessage());
            body.cutOff();
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly", document.path(), e);
            body.answer(Answer.problem(
                    HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more"));
        }
    }

    private void answer() throws QueryException, HistoryException, IOException {
        PastAnswer answer = archive.answer(query);
        document.requireAllowed(answer);
        body.begin(document.head(query, answer));
        if (body.isWanted()) {
            answer.writeTo(document.writer(body));
        }
        body.end();
    }
}
