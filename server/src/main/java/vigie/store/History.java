package vigie.store;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/**
 * Readings kept for good. Times are epoch milliseconds; a range begins with {@code from} and ends before {@code to}.
 *
 * <p>One thread appends and drops, any thread asks meanwhile. Every question sees whole appends only.
 */
public interface History extends AutoCloseable {
    /**
     * Keeps readings: all or none. When it returns they survive the end of the process and a pulled plug. They may come in any
     * order, also older than what is kept; equal ones are all kept.
     *
     * @throws HistoryException when they could not be kept; the next append may succeed again
     */
    void append(List<Reading> readings) throws HistoryException;

    /**
     * Keeps what sensors are called, and their units: all or none. Those that were described before, and otherwise, are described anew.
     *
     * @throws HistoryException when it could not be kept; the next time may succeed again
     */
    void describe(Collection<SensorInfo> sensors) throws HistoryException;

    /** What is kept, by sensor id. */
    List<SensorExtent> sensors() throws HistoryException;

    /**
     * The newest reading of each sensor, of several of one time the last that was appended; sensors in the order in which they were
     * first kept. What cannot be read because it is damaged is left out.
     */
    List<Reading> newest() throws HistoryException;

    /** How many readings of a sensor lie in a range. */
    long count(SensorId sensor, long from, long to) throws HistoryException;

    /** Gives the readings of a sensor in a range by time, those of one time in the order they were appended. */
    void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) throws HistoryException;

    /**
     * Gives a sensor's buckets of absolute time by time, without the empty ones. A bucket at the edge holds only readings within
     * the range.
     *
     * @param width of each bucket, milliseconds, at least 1
     */
    void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor) throws HistoryException;

    /**
     * Drops readings older than a time, at most about so many, the oldest first, so that appends need not wait for long. Readings
     * that are stored together go together: of those in the hour before the time, some may stay.
     *
     * @return how many were dropped; 0 when there is nothing more to drop
     */
    long dropBefore(long epochMillis, long atMost) throws HistoryException;

    /** How much is kept, and how much room it takes. */
    HistorySize size() throws HistoryException;

    /** Everything appended is kept; nothing is asked any more. */
    @Override
    void close();

    /** Takes readings without making an object of each. */
    @FunctionalInterface
    interface ReadingVisitor {
        void reading(long epochMillis, double value);
    }
}
