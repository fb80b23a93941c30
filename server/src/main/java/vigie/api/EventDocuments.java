package vigie.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vigie.http.route.ApiAnswer;
import vigie.past.EventArchive;
import vigie.past.EventReading;
import vigie.past.EventSearch;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.protocol.document.CsvEventWriter;
import vigie.protocol.document.JsonEventWriter;
import vigie.store.HistoryException;

/** The events that were, over HTTP: for the screen some, as a file as many as there are. */
public final class EventDocuments {
    private EventDocuments() {}

    /** Each by its path. */
    public static Map<String, ApiDocument> of(EventArchive archive) {
        return Map.of("/api/events", new EventPage(archive), "/api/events.csv", new EventFile(archive));
    }

    private record EventPage(EventArchive archive) implements ApiDocument {
        @Override
        public ApiAnswer answer(QueryParameters query) throws QueryException {
            EventSearch search = EventSearch.parse(query, archive.now());
            // First: an event that comes while the store is read may be in the answer, and is not promised.
            return ApiAnswer.ofPieces("application/json", new JsonPieces(archive.last(), archive.read(search)));
        }

        @Override
        public boolean takesLong() {
            return true;
        }
    }

    private record EventFile(EventArchive archive) implements ApiDocument {
        @Override
        public ApiAnswer answer(QueryParameters query) throws QueryException {
            EventSearch search = EventSearch.parseForFile(query, archive.now());
            return ApiAnswer.ofPieces("text/csv; charset=utf-8; header=present", new CsvPieces(archive.read(search)))
                    .asFile("vigie-events.csv");
        }

        @Override
        public boolean isFile() {
            return true;
        }
    }

    /** Used by one worker at a time. */
    private static final class JsonPieces implements ApiAnswer.Pieces {
        private final long last;
        private final EventReading events;
        private @Nullable JsonEventWriter json;

        JsonPieces(long last, EventReading events) {
            this.last = last;
            this.events = events;
        }

        @Override
        public boolean writeSome(OutputStream out, BooleanSupplier stop) throws IOException, HistoryException {
            if (json == null) {
                json = new JsonEventWriter(out, last);
            }
            if (!events.readSome(json::event, stop)) {
                return true;
            }
            json.end(events.hasMore());
            return false;
        }
    }

    /** Used by one worker at a time. */
    private static final class CsvPieces implements ApiAnswer.Pieces {
        private final EventReading events;
        private @Nullable CsvEventWriter csv;

        CsvPieces(EventReading events) {
            this.events = events;
        }

        @Override
        public boolean writeSome(OutputStream out, BooleanSupplier stop) throws IOException, HistoryException {
            if (csv == null) {
                csv = new CsvEventWriter(out);
            }
            if (!events.readSome(csv::event, stop)) {
                return true;
            }
            csv.end();
            return false;
        }
    }
}
