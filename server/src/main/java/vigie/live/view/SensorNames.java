package vigie.live.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.protocol.message.MessageWriter;
import vigie.sensor.SensorId;

/**
 * What sensors are called on the wire, by their index in batches: spelt once for all views. Thread-safe; a race loses at most a name,
 * which is then spelt again.
 */
public final class SensorNames {
    private volatile @Nullable String[] names = new String[16];

    /**
     * The name of a sensor.
     *
     * @param index the sensor's index in batches
     */
    String of(int index, SensorId id) {
        @Nullable String[] known = names;
        String name = index < known.length ? known[index] : null;
        return name == null ? remember(index, MessageWriter.idOf(id)) : name;
    }

    /** For about how many sensors there is room. */
    int size() {
        return names.length;
    }

    private String remember(int index, String name) {
        @Nullable String[] known = names;
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(index + 1, known.length * 2));
        }
        known[index] = name;
        names = known;
        return name;
    }
}
