package vigie.protocol.message;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;

/**
 * A sensor as a welcome tells of it.
 *
 * @param info what is known of it
 * @param status how it does
 * @param cause why it is not live
 * @param sinceMillis since when, epoch milliseconds
 * @param last its newest reading, if there was one
 * @param cadenceMillis the time between readings, learnt or set; 0 while unknown
 */
public record SensorReport(
        SensorInfo info,
        SensorStatus status,
        @Nullable String cause,
        long sinceMillis,
        @Nullable Last last,
        long cadenceMillis) {
    /**
     * A newest reading.
     *
     * @param epochMillis its time
     * @param value its value
     */
    public record Last(long epochMillis, double value) {}
}
