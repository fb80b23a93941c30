package vigie.http;

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
            body.fail(AnswerFailure.of(e));
        } catch (HistoryException e) {
            body.fail(AnswerFailure.of(document.path(), e));
        } catch (IOException e) {
            LOG.debug("{} was not taken: {}", document.path(), e.getMessage());
            body.cutOff();
        } catch (RuntimeException e) {
            body.fail(AnswerFailure.unexpected(document.path(), e));
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
