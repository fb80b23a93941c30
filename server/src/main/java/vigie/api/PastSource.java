package vigie.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vigie.http.route.BodySource;
import vigie.http.route.BodyStream;
import vigie.past.Archive;
import vigie.past.HistoryQuery;
import vigie.past.PastAnswer;
import vigie.past.QueryException;
import vigie.protocol.document.SeriesWriter;
import vigie.store.HistoryException;

/** An answer about the past, read from the archive as its client takes it. */
final class PastSource implements BodySource {
    private final PastDocument document;
    private final Archive archive;
    private final HistoryQuery query;
    private @Nullable PastAnswer answer;
    private @Nullable SeriesWriter writer;

    PastSource(PastDocument document, Archive archive, HistoryQuery query) {
        this.document = document;
        this.archive = archive;
        this.query = query;
    }

    @Override
    public boolean writeSome(BodyStream out) throws QueryException, HistoryException, IOException {
        if (answer == null || writer == null) {
            answer = archive.answer(query);
            if (!document.isExport()) {
                answer.requireScreenful();
            }
            out.begin(document.head(query, answer));
            writer = document.writer(out);
        }
        return out.isWanted() && !answer.writeSome(writer, out::isFull);
    }
}
