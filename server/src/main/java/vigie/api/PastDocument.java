package vigie.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;
import vigie.past.HistoryQuery;
import vigie.past.PastAnswer;
import vigie.past.QueryException;
import vigie.protocol.document.CsvSeriesWriter;
import vigie.protocol.document.JsonSeriesWriter;
import vigie.protocol.document.SeriesWriter;

/** What can be asked of the past over HTTP: for the screen as much as fits it, as a file as much as there is. */
enum PastDocument {
    HISTORY("/api/history", "application/json"),
    EXPORT_CSV("/api/export.csv", "text/csv; charset=utf-8; header=present"),
    EXPORT_JSON("/api/export.json", "application/json");

    /** How many points will come, for a progress bar. */
    private static final String ESTIMATED = "x-vigie-estimated-readings";

    private static final DateTimeFormatter IN_FILE_NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String path;
    private final String type;

    PastDocument(String path, String type) {
        this.path = path;
        this.type = type;
    }

    static @Nullable PastDocument ofPath(String path) {
        for (PastDocument document : values()) {
            if (document.path.equals(path)) {
                return document;
            }
        }
        return null;
    }

    String path() {
        return path;
    }

    boolean isExport() {
        return this != HISTORY;
    }

    HistoryQuery query(Map<String, List<String>> parameters, long now) throws QueryException {
        return isExport() ? HistoryQuery.parseWithRange(parameters, now) : HistoryQuery.parse(parameters, now);
    }

    /** Writes the body. */
    SeriesWriter writer(OutputStream out) {
        return this == EXPORT_CSV ? new CsvSeriesWriter(out) : new JsonSeriesWriter(out);
    }

    /** The answer without its body. */
    Answer head(HistoryQuery query, PastAnswer answer) {
        Answer head = Answer.of(HttpResponseStatus.OK, type, new byte[0])
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .with(ESTIMATED, Long.toString(answer.points()));
        return isExport()
                ? head.with(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(query) + '"')
                : head;
    }

    private String fileName(HistoryQuery query) {
        String extension = path.substring(path.lastIndexOf('.'));
        return "vigie-" + inFileName(query.from()) + '-' + inFileName(query.to()) + extension;
    }

    private static String inFileName(long epochMillis) {
        return IN_FILE_NAME.format(Instant.ofEpochMilli(epochMillis));
    }
}
