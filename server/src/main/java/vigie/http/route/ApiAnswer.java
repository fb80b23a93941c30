package vigie.http.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.HistoryException;

/** What an {@code ApiDocument} answers: a type, headers, and a body that is written when it is asked for. Immutable. */
public final class ApiAnswer {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Answer head;
    private final Pieces pieces;

    /** Writes a body, once, on a worker. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException, HistoryException;
    }

    /** Writes a body piece by piece, on one worker at a time, not always the same. */
    @FunctionalInterface
    public interface Pieces {
        /**
         * Writes on.
         *
         * @param stop whether to return for now: the client has enough to take, or is gone
         * @return whether there is more
         */
        boolean writeSome(OutputStream out, BooleanSupplier stop) throws IOException, HistoryException;
    }

    private ApiAnswer(Answer head, Pieces pieces) {
        this.head = head;
        this.pieces = pieces;
    }

    /** An answer that nobody may keep. */
    public static ApiAnswer of(String type, Body body) {
        return ofPieces(type, (out, stop) -> {
            body.writeTo(out);
            return false;
        });
    }

    /** The same, in pieces: a long one takes little memory. */
    public static ApiAnswer ofPieces(String type, Pieces pieces) {
        Answer head =
                Answer.of(HttpResponseStatus.OK, type, new byte[0]).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return new ApiAnswer(head, pieces);
    }

    /** JSON that somebody writes. */
    public static ApiAnswer json(Body body) {
        return of("application/json", body);
    }

    /** A value as Jackson writes it; what is null is left out. */
    public static ApiAnswer value(Object value) {
        return json(out -> JSON.writeValue(out, value));
    }

    /** A value that takes long to find out, as Jackson writes it. */
    public static ApiAnswer valueOf(LongQuestion question) {
        return ofPieces("application/json", (out, stop) -> {
            Object value = question.ask(stop);
            // Nothing is on its way yet: who stops here is gone.
            if (!stop.getAsBoolean()) {
                JSON.writeValue(out, value);
            }
            return false;
        });
    }

    /** Something that takes long to find out. */
    @FunctionalInterface
    public interface LongQuestion {
        /**
         * Finds it out.
         *
         * @param unwanted whether nobody waits for it any more
         */
        Object ask(BooleanSupplier unwanted) throws HistoryException;
    }

    /** The same with a header. */
    public ApiAnswer with(String header, String value) {
        return new ApiAnswer(head.with(header, value), pieces);
    }

    /** A file with this name. */
    public ApiAnswer asFile(String name) {
        return with(HttpHeaderNames.CONTENT_DISPOSITION.toString(), "attachment; filename=\"" + name + '"');
    }

    /** Whole, in memory. */
    public Answer whole() throws IOException, HistoryException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean more = true;
        while (more) {
            more = pieces.writeSome(out, () -> false);
        }
        return new Answer(head.status(), out.toByteArray(), head.headers());
    }

    /** Begins a stream with its head, and then writes on. */
    public boolean writeSome(BodyStream out) throws IOException, HistoryException {
        out.begin(head);
        out.sayLengthIfShort();
        return out.isWanted() && pieces.writeSome(out, out::isFull);
    }
}
