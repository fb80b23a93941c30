package vigie.sensor;

/**
 * One value of one sensor at one time.
 *
 * @param sensor what was measured
 * @param epochMillis when, epoch milliseconds
 * @param value finite, in the sensor's own unit
 */
public record Reading(SensorId sensor, long epochMillis, double value) {
    public Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
        }
    }
}
