package vigie.past;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.protocol.Text;
import vigie.sensor.SensorGlob;

/** The parameters of a question, decoded; each is read with its limits. Immutable. */
public final class QueryParameters {
    /** {@value} globs. */
    public static final int MAX_GLOBS = 256;

    private final Map<String, List<String>> parameters;

    public QueryParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** Refuses others than these. */
    public void requireKnown(List<String> known) throws QueryException {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new QueryException(Text.shortened(name) + ": not known (expected: "
                        + (known.isEmpty() ? "no parameters" : String.join(", ", known)) + ")");
            }
        }
    }

    /** Whether it is there. */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** One that may be repeated. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** One that comes once, or not at all: then null. */
    public @Nullable String single(String name) throws QueryException {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new QueryException(name + ": " + values.size() + " times (expected: once)");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * A point in time, epoch milliseconds.
     *
     * @param now what {@code now} means
     * @param otherwise when it is not there
     */
    public long time(String name, long now, long otherwise) throws QueryException {
        String text = single(name);
        return text == null ? otherwise : QueryTime.parse(name, text, now);
    }

    /**
     * A whole number.
     *
     * @param otherwise when it is not there
     */
    public int whole(String name, int least, int most, int otherwise) throws QueryException {
        return whole(name, least, most, otherwise, "");
    }

    int whole(String name, int least, int most, int otherwise, String more) throws QueryException {
        String text = single(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new QueryException(
                    name + ": " + Text.shortened(text) + " (expected: " + least + " to " + most + more + ")");
        }
        return number;
    }

    /** The number of an event. */
    public long number(String name, long otherwise) throws QueryException {
        String text = single(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new QueryException(
                    name + ": " + Text.shortened(text) + " (expected: the number of an event, such as 17)");
        }
        return Long.parseLong(text);
    }

    /** Globs; everything when there is none. */
    public List<SensorGlob> sensors(String name) throws QueryException {
        List<String> texts = all(name);
        if (texts.size() > MAX_GLOBS) {
            throw new QueryException(name + ": " + texts.size() + " times (expected: at most " + MAX_GLOBS
                    + "; a glob such as bench/* stands for many)");
        }
        List<SensorGlob> globs = new ArrayList<>();
        for (String text : texts) {
            globs.add(glob(name, text));
        }
        return globs.isEmpty() ? List.of(SensorGlob.all()) : globs;
    }

    private static SensorGlob glob(String name, String text) throws QueryException {
        // No sensor has a comma in its id: what has one here is a list.
        if (!text.contains(",")) {
            try {
                return new SensorGlob(text);
            } catch (IllegalArgumentException e) {
                // Said below.
            }
        }
        throw new QueryException(name + ": " + Text.shortened(text) + " (expected: one glob of 1 to 128 characters,"
                + " such as bench/*; for more repeat " + name + "=)");
    }
}
