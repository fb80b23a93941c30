package vigie.hub;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;

/**
 * A sensor at one moment.
 *
 * @param index its index in batches
 * @param info what is known of it
 * @param status how it does
 * @param cause why it is not live; null when it is
 * @param sinceMillis since when it does so, epoch milliseconds
 * @param hasValue whether there was a reading yet; without one, last time and value mean nothing
 * @param lastMillis time of the newest reading, epoch milliseconds
 * @param lastValue its value
 * @param cadenceMillis the time between readings, learnt or set; 0 while unknown
 */
public record SensorSnapshot(
        int index,
        SensorInfo info,
        SensorStatus status,
        @Nullable String cause,
        long sinceMillis,
        boolean hasValue,
        long lastMillis,
        double lastValue,
        long cadenceMillis) {}
