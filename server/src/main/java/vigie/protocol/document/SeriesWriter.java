package vigie.protocol.document;

import java.io.IOException;
import vigie.protocol.Place;
import vigie.sensor.SensorInfo;

/**
 * Writes an answer about the past: series of readings, or of buckets, one sensor after the other. One answer, one thread. What it
 * throws is the stream's.
 */
public interface SeriesWriter {
    /**
     * Begins the answer.
     *
     * @param from epoch milliseconds, included
     * @param to epoch milliseconds, not included
     * @param width of each bucket, milliseconds; 0 when readings come
     * @param kept the place in the stream up to which every reading is in the answer
     */
    void begin(long from, long to, long width, Place kept) throws IOException;

    /** Begins the series of a sensor. */
    void series(SensorInfo sensor) throws IOException;

    /** A reading of the series; its value is finite. */
    void reading(long epochMillis, double value) throws IOException;

    /** A bucket of the series. Its mean may be beyond what a number can say. */
    void bucket(long start, double min, double max, double mean, long count) throws IOException;

    /** Ends the answer: everything is given to the stream, which stays open. */
    void end() throws IOException;
}
