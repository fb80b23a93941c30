package vigie.sensor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor besides its values.
 *
 * @param id its name in the stream
 * @param name what people call it
 * @param unit the unit of its values as printed, such as {@code °C}, if known
 * @param min the lower end of its normal range, in its unit, if known
 * @param max the upper end of its normal range, in its unit, if known
 * @param cadence the time between its readings when it is set, not learnt
 */
public record SensorInfo(
        SensorId id,
        String name,
        @Nullable String unit,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Duration cadence) {
    /** One whose cadence is learnt. */
    public SensorInfo(SensorId id, String name, @Nullable String unit, @Nullable Double min, @Nullable Double max) {
        this(id, name, unit, min, max, null);
    }
}
