package vigie.hub;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceStatus;

/** What changed within a tick besides values. */
public sealed interface Change {
    /**
     * A sensor is new, or its name or unit became known.
     *
     * @param index its index in batches
     * @param info what is known of it
     */
    record SensorAdded(int index, SensorInfo info) implements Change {}

    /**
     * A sensor does better or worse.
     *
     * @param index its index in batches
     * @param id its name
     * @param status how it does
     * @param cause why it is not live, in words; null when it is
     * @param sinceMillis since when, epoch milliseconds
     */
    record StatusChanged(
            int index,
            SensorId id,
            SensorStatus status,
            @Nullable String cause,
            long sinceMillis) implements Change {}

    /**
     * A source came, went, or fails for another reason.
     *
     * @param status how it does
     */
    record SourceChanged(SourceStatus status) implements Change {}
}
