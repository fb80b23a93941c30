package vigie.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.protocol.WireFormat;

/**
 * What a {@link LiveClient} asks for.
 *
 * @param sensors globs, separated by commas; all sensors when null
 * @param stills whether pictures and matrices are wanted, too
 * @param format how messages travel; the listener gets the same
 */
public record LiveSubscription(@Nullable String sensors, boolean stills, WireFormat format) {
    /** All sensors, no stills, JSON. */
    public static final LiveSubscription DEFAULT = new LiveSubscription(null, false, WireFormat.JSON);

    /** The same for these sensors: globs, separated by commas; all when null. */
    public LiveSubscription withSensors(@Nullable String globs) {
        return new LiveSubscription(globs, stills, format);
    }

    /** The same, with stills or without. */
    public LiveSubscription withStills(boolean wanted) {
        return new LiveSubscription(sensors, wanted, format);
    }

    /** The same in another format. */
    public LiveSubscription withFormat(WireFormat other) {
        return new LiveSubscription(sensors, stills, other);
    }

    /** Where a session that goes on from there is asked for. */
    URI address(URI live, ResumePoint resume) {
        List<String> query = new ArrayList<>();
        if (sensors != null) {
            query.add("sensors=" + URLEncoder.encode(sensors, StandardCharsets.UTF_8));
        }
        if (resume.place() != null) {
            query.add("since=" + resume.place());
        }
        if (resume.event() != null) {
            query.add("events=" + resume.event());
        }
        if (stills) {
            query.add("stills=true");
        }
        return query.isEmpty() ? live : URI.create(live + "?" + String.join("&", query));
    }
}
