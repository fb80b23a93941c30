package vigie.protocol.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.Text;
import vigie.sensor.SensorGlob;

/** Reads lists of globs, as clients write them, within a limit. */
public final class SensorFilter {
    private SensorFilter() {}

    /**
     * Reads {@code bench/*,demo/temperature}.
     *
     * @param limit how many globs at most
     * @throws ProblemException when a glob is none, or there are too many
     */
    public static List<SensorGlob> parse(String text, int limit) throws ProblemException {
        return of(List.of(text.split(",", -1)), limit, null);
    }

    static List<SensorGlob> of(List<String> globs, int limit, @Nullable Long ref) throws ProblemException {
        if (globs.size() > limit) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_SENSORS,
                    "sensors: " + globs.size() + " entries (expected: at most " + limit
                            + "; a glob such as bench/* stands" + " for many)",
                    ref);
        }
        List<SensorGlob> read = new ArrayList<>(globs.size());
        for (String glob : globs) {
            try {
                read.add(new SensorGlob(glob));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                        ProblemCode.BAD_MESSAGE,
                        "sensors: " + Text.shortened(glob) + " (expected: 1 to 128 characters, such as bench/*)",
                        ref);
            }
        }
        return read;
    }
}
