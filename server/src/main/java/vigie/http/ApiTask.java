package vigie.http;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.history.HistoryException;
import vigie.past.QueryException;
import vigie.past.QueryParameters;

/** One question to a document, asked and answered on a worker. */
final class ApiTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiTask.class);

    private final String path;
    private final ApiDocument document;
    private final QueryParameters query;
    private final BodyStream body;

    ApiTask(String path, ApiDocument document, QueryParameters query, BodyStream body) {
        this.path = path;
        this.document = document;
        this.query = query;
        this.body = body;
    }

    /** Streams the answer. */
    @Override
    public void run() {
        try {
            document.answer(query).streamTo(body);
        } catch (QueryException e) {
            body.fail(AnswerFailure.of(e));
        } catch (HistoryException e) {
            body.fail(AnswerFailure.of(path, e));
        } catch (IOException e) {
            LOG.debug("{} was not taken: {}", path, e.getMessage());
            body.cutOff();
        } catch (RuntimeException e) {
            body.fail(AnswerFailure.unexpected(path, e));
        }
    }

    /** The whole answer, for documents that are short. */
    static Answer answer(String path, ApiDocument document, QueryParameters query) {
        try {
            return document.answer(query).whole();
        } catch (QueryException e) {
            return AnswerFailure.of(e);
        } catch (HistoryException e) {
            return AnswerFailure.of(path, e);
        } catch (IOException | RuntimeException e) {
            return AnswerFailure.unexpected(path, e);
        }
    }
}
