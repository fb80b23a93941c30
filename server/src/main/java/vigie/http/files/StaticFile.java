package vigie.http.files;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;

/** A file of the page or of a library, ready to be sent, plain or compressed. Immutable. */
final class StaticFile {
    /** Smaller files are not worth compressing. */
    private static final int WORTH_COMPRESSING = 1024;

    private static final int TAG_BYTES = 12;

    private final Answer plain;
    private final @Nullable Answer gzip;

    /**
     * @param type its media type
     * @param immutable whether this path will never show anything else
     */
    StaticFile(byte[] content, String type, boolean immutable) {
        String tag = tag(content);
        String caching = immutable ? "public, max-age=31536000, immutable" : "no-cache";
        Answer whole = new Answer(HttpResponseStatus.OK, direct(content), Map.of())
                .with(HttpHeaderNames.CONTENT_TYPE, type)
                .with(HttpHeaderNames.CACHE_CONTROL, caching);
        boolean compressible = type.startsWith("text/") || type.contains("json") || type.contains("svg");
        if (compressible && content.length > WORTH_COMPRESSING) {
            whole = whole.with(HttpHeaderNames.VARY, "Accept-Encoding");
            gzip = new Answer(whole.status(), direct(compressed(content)), whole.headers())
                    .with(HttpHeaderNames.CONTENT_ENCODING, "gzip")
                    .with(HttpHeaderNames.ETAG, "\"" + tag + "-gz\"");
        } else {
            gzip = null;
        }
        plain = whole.with(HttpHeaderNames.ETAG, "\"" + tag + "\"");
    }

    /** What this request gets: the file, or the news that the client has it. */
    Answer answer(FullHttpRequest request) {
        String accepted = request.headers().getAsString(HttpHeaderNames.ACCEPT_ENCODING);
        Answer whole = gzip != null && acceptsGzip(accepted) ? gzip : plain;
        String tag = String.valueOf(whole.headers().get(HttpHeaderNames.ETAG.toString()));
        boolean known = request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .map(seen -> seen.startsWith("W/") ? seen.substring(2) : seen)
                .anyMatch(seen -> seen.equals(tag) || seen.equals("*"));
        return known ? new Answer(HttpResponseStatus.NOT_MODIFIED, new byte[0], whole.headers()) : whole;
    }

    /** The media type by which a file is served, or null when files of this kind are not. */
    static @Nullable String typeOf(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("woff2", "font/woff2"));

    private static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }

    /** The kernel reads it where it lies, for however many clients. */
    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", e);
        }
    }
}
