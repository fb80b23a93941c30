package vigie.live.view;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/**
 * Which sensors a session sees, in normal form: two sessions that want the same have equal views and share frames.
 *
 * <p>Thread-safe. Whether it shows a sensor is found out once and remembered, a byte each; a race loses at most such a memory.
 */
public final class View {
    private static final Pattern REPEATED = Pattern.compile("\\*{2,}");
    /** With more globs than this, only equal ones and a {@code *} are looked for: each is compared with each other. */
    private static final int MOST_COMPARED = 256;

    /** What an object of this class takes besides its globs, and what a glob takes besides its characters, in bytes. */
    private static final int OWN_BYTES = 400;

    private static final int GLOB_BYTES = 200;
    /** The pattern, its pieces, and where a search for them goes on. */
    private static final int BYTES_PER_CHARACTER = 3;

    private static final byte SHOWN = 1;
    private static final byte HIDDEN = 2;

    private final List<SensorGlob> globs;
    private final SensorNames names;
    /** By index: {@link #SHOWN}, {@link #HIDDEN}, or 0 while nobody asked. */
    private volatile byte[] known = new byte[16];

    private View(List<SensorGlob> globs, SensorNames names) {
        this.globs = globs;
        this.names = names;
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
        List<SensorGlob> wide = distinct.stream()
                .filter(SensorGlob::isWide)
                .filter(glob ->
                        distinct.size() <= MOST_COMPARED || glob.pattern().equals("*"))
                .toList();
        return new View(
                distinct.stream()
                        .filter(glob -> wide.stream().noneMatch(other -> !other.equals(glob) && other.covers(glob)))
                        .toList(),
                new SensorNames());
    }

    /** The same view with the names that others use. */
    public View with(SensorNames shared) {
        return new View(globs, shared);
    }

    /** About how much memory it takes, in bytes. */
    public long weight() {
        return weight(globs) + names.size();
    }

    /** About how much memory globs take, in bytes. */
    public static long weight(List<SensorGlob> globs) {
        long weight = OWN_BYTES;
        for (SensorGlob glob : globs) {
            weight += GLOB_BYTES + (long) BYTES_PER_CHARACTER * glob.pattern().length();
        }
        return weight;
    }

    /** Whether it shows this sensor. */
    public boolean covers(SensorId id) {
        String text = id.toString();
        for (SensorGlob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it shows this sensor.
     *
     * @param index the sensor's index in batches
     */
    public boolean shows(int index, SensorId id) {
        byte[] before = known;
        byte answer = index < before.length ? before[index] : 0;
        if (answer == 0) {
            answer = covers(id) ? SHOWN : HIDDEN;
            remember(index, answer);
        }
        return answer == SHOWN;
    }

    /**
     * What the sensor is called on the wire, or null when this view does not show it.
     *
     * @param index the sensor's index in batches
     */
    @Nullable
    public String name(int index, SensorId id) {
        return shows(index, id) ? names.of(index, id) : null;
    }

    private void remember(int index, byte answer) {
        byte[] all = known;
        if (index >= all.length) {
            all = Arrays.copyOf(all, Math.max(index + 1, all.length * 2));
        }
        all[index] = answer;
        known = all;
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
