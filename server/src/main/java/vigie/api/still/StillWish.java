package vigie.api.still;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a client wants a still.
 *
 * @param json whether a matrix is wanted as JSON
 * @param deflate whether it may come deflated
 * @param seen the tags of those it has
 */
record StillWish(boolean json, boolean deflate, List<String> seen) {
    static StillWish of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return new StillWish(
                words(headers, HttpHeaderNames.ACCEPT).contains("application/json"),
                words(headers, HttpHeaderNames.ACCEPT_ENCODING).contains("deflate"),
                words(headers, HttpHeaderNames.IF_NONE_MATCH));
    }

    /** Without their qualities: who says a word wants it. */
    private static List<String> words(HttpHeaders headers, CharSequence name) {
        return headers.getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(word -> word.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .map(word -> word.startsWith("w/") ? word.substring(2) : word)
                .toList();
    }
}
