package vigie.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vigie.history.HistoryException;
import vigie.past.EventArchive;
import vigie.past.EventSearch;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.protocol.CsvEventWriter;
import vigie.protocol.DocumentWriter;
import vigie.sensor.Event;

/** The events that were, over HTTP: for the screen some, as a file as many as there are. */
public final class EventDocuments {
    private EventDocuments() {}

    /** Each by its path. */
    public static Map<String, ApiDocument> of(EventArchive archive) {
        return Map.of("/api/events", query -> some(archive, query), "/api/events.csv", new EventFile(archive));
    }

    private static ApiAnswer some(EventArchive archive, QueryParameters query) throws QueryException, HistoryException {
        EventSearch search = EventSearch.parse(query, archive.now());
        return ApiAnswer.json(out -> {
            // First: what comes while the store is read may be in the answer, and is not promised.
            long last = archive.last();
            List<Event> events = new ArrayList<>();
            boolean more = archive.find(search, events::add);
            DocumentWriter.events(out, last, events, more);
        });
    }

    private record EventFile(EventArchive archive) implements ApiDocument {
        @Override
        public ApiAnswer answer(QueryParameters query) throws QueryException {
            EventSearch search = EventSearch.parseForFile(query, archive.now());
            return ApiAnswer.of("text/csv; charset=utf-8; header=present", out -> {
                        CsvEventWriter csv = new CsvEventWriter(out);
                        archive.find(search, csv::event);
                        csv.end();
                    })
                    .asFile("vigie-events.csv");
        }

        @Override
        public boolean isFile() {
            return true;
        }
    }
}
