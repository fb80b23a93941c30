package vigie.live;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.protocol.MessageWriter;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/**
 * Which sensors a session sees, in canonical form: two sessions that want the same have equal views and share frames.
 *
 * <p>Thread-safe. What a sensor is called on the wire is remembered per index; a race loses at most such a memory.
 */
public final class View {
    private static final String NOT_COVERED = "";
    private static final Pattern REPEATED = Pattern.compile("\\*{2,}");

    private final List<SensorGlob> globs;
    private volatile @Nullable String[] names = new String[16];

    private View(List<SensorGlob> globs) {
        this.globs = globs;
    }

    /** Everything. */
    public static View all() {
        return of(List.of(SensorGlob.all()));
    }

    /** The view of these globs. Their order and repetitions mean nothing, nor does a glob that another one covers. */
    public static View of(List<SensorGlob> globs) {
        List<SensorGlob> distinct = globs.stream()
                .map(glob -> REPEATED.matcher(glob.pattern()).replaceAll("*"))
                .distinct()
                .sorted()
                .map(SensorGlob::new)
                .toList();
        List<SensorGlob> wide =
                distinct.stream().filter(glob -> glob.pattern().contains("*")).toList();
        return new View(distinct.stream()
                .filter(glob -> wide.stream().noneMatch(other -> !other.equals(glob) && other.covers(glob)))
                .toList());
    }

    /** Whether it shows this sensor. */
    boolean covers(SensorId id) {
        return globs.stream().anyMatch(glob -> glob.matches(id));
    }

    /**
     * What the sensor is called on the wire, or null when this view does not show it.
     *
     * @param index the sensor's index in batches
     */
    @Nullable
    String name(int index, SensorId id) {
        @Nullable String[] known = names;
        String name = index < known.length ? known[index] : null;
        if (name == null) {
            name = covers(id) ? MessageWriter.idOf(id) : NOT_COVERED;
            remember(index, name);
        }
        return name.isEmpty() ? null : name;
    }

    private void remember(int index, String name) {
        @Nullable String[] known = names;
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(index + 1, known.length * 2));
        }
        known[index] = name;
        names = known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof View view && globs.equals(view.globs);
    }

    @Override
    public int hashCode() {
        return globs.hashCode();
    }

    @Override
    public String toString() {
        return globs.toString();
    }
}
