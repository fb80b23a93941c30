package vigie.past;

import vigie.sensor.SensorInfo;

/**
 * What is asked of one sensor.
 *
 * @param sensor which, and what it is called
 * @param from where in the range asked for its readings begin, epoch milliseconds
 * @param to where they end, not included; may lie before {@code from} when there are none
 * @param count how many readings that are at most
 */
record Series(SensorInfo sensor, long from, long to, long count) {
    Series withCount(long counted) {
        return new Series(sensor, from, to, counted);
    }

    /** How many points the answer has of it, at most. */
    long points(long width) {
        return width == 0 ? count : Math.min(count, BucketWidths.count(from, to, width));
    }
}
