package vigie.store;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * What is kept of one sensor.
 *
 * @param sensor which
 * @param name what people called it when it was last heard; null when that was not kept
 * @param unit the unit of its values then; null when it was not known or not kept
 * @param first time of its oldest reading, epoch milliseconds
 * @param last time of its newest reading, epoch milliseconds
 * @param count how many readings
 */
public record SensorExtent(
        SensorId sensor, @Nullable String name, @Nullable String unit, long first, long last, long count) {
    /** One without name and unit. */
    public SensorExtent(SensorId sensor, long first, long last, long count) {
        this(sensor, null, null, first, last, count);
    }

    /** What to call it. */
    public String nameOrChannel() {
        return name == null ? sensor.channel() : name;
    }
}
