package vigie.api.still;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vigie.still.content.StillType;

/** The media types by which stills are sent. */
final class StillMedia {
    static final String EXPECTED = "image/png, image/jpeg, or application/json for a matrix";

    private StillMedia() {}

    /** What a request says it carries; null when that is no still. */
    static @Nullable StillType claimed(HttpRequest request) {
        CharSequence media = HttpUtil.getMimeType(request);
        return switch (media == null ? "" : media.toString().strip().toLowerCase(Locale.ROOT)) {
            case "image/png" -> StillType.PNG;
            case "image/jpeg", "image/jpg" -> StillType.JPEG;
            case "application/json" -> StillType.MATRIX;
            default -> null;
        };
    }
}
