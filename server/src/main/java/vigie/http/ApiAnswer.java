package vigie.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;
import vigie.history.HistoryException;

/** What an {@link ApiDocument} answers: a type, headers, and a body that is written when it is asked for. Immutable. */
public final class ApiAnswer {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Answer head;
    private final Body body;

    /** Writes a body, once, on a worker. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException, HistoryException;
    }

    private ApiAnswer(Answer head, Body body) {
        this.head = head;
        this.body = body;
    }

    /** An answer that nobody may keep. */
    public static ApiAnswer of(String type, Body body) {
        Answer head =
                Answer.of(HttpResponseStatus.OK, type, new byte[0]).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return new ApiAnswer(head, body);
    }

    /** JSON that somebody writes. */
    public static ApiAnswer json(Body body) {
        return of("application/json", body);
    }

    /** A value as Jackson writes it; what is null is left out. */
    public static ApiAnswer value(Object value) {
        return json(out -> out.write(JSON.writeValueAsBytes(value)));
    }

    /** The same with a header. */
    public ApiAnswer with(String header, String value) {
        return new ApiAnswer(head.with(header, value), body);
    }

    /** A file with this name. */
    public ApiAnswer asFile(String name) {
        return with(HttpHeaderNames.CONTENT_DISPOSITION.toString(), "attachment; filename=\"" + name + '"');
    }

    /** Whole, in memory. */
    Answer whole() throws IOException, HistoryException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        return new Answer(head.status(), out.toByteArray(), head.headers());
    }

    /** Piece by piece. */
    void streamTo(BodyStream out) throws IOException, HistoryException {
        out.begin(head);
        if (out.isWanted()) {
            body.writeTo(out);
        }
        out.end();
    }
}
