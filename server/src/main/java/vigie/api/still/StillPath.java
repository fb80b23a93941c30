package vigie.api.still;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * What a path under {@code /api/stills} means.
 *
 * @param sensor null for the list of sensors
 * @param times whether the times are asked for, not a still
 */
public record StillPath(@Nullable SensorId sensor, boolean times) {
    public static final String LIST = "/api/stills";
    private static final String PREFIX = LIST + "/";
    private static final String TIMES = "/times";

    /** Whether this is a request for stills at all. */
    static boolean isStills(String path) {
        return path.equals(LIST) || path.startsWith(PREFIX);
    }

    /** Whether somebody sends a still. */
    public static boolean isUpload(HttpRequest request) {
        return request.method().equals(HttpMethod.POST)
                && request.decoderResult().isSuccess()
                && request.uri().startsWith(PREFIX);
    }

    /**
     * Reads the path of a request.
     *
     * @throws IllegalArgumentException when it is none; says what was expected
     */
    static StillPath of(HttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        if (path.equals(LIST)) {
            return new StillPath(null, false);
        }
        boolean times = path.endsWith(TIMES) && path.indexOf('/', PREFIX.length()) < path.length() - TIMES.length();
        String sensor = path.substring(PREFIX.length(), path.length() - (times ? TIMES.length() : 0));
        return new StillPath(SensorId.parse(sensor), times);
    }
}
