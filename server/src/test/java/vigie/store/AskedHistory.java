package vigie.store;

import java.util.ArrayList;
import java.util.List;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/** Answers of a history as lists. */
final class AskedHistory {
    private AskedHistory() {}

    static List<Reading> readings(History history, SensorId sensor, long from, long to) throws HistoryException {
        List<Reading> readings = new ArrayList<>();
        history.readings(sensor, from, to, (time, value) -> readings.add(new Reading(sensor, time, value)));
        return readings;
    }

    static List<Bucket> buckets(History history, SensorId sensor, long from, long to, long width)
            throws HistoryException {
        List<Bucket> buckets = new ArrayList<>();
        history.buckets(sensor, from, to, width, buckets::add);
        return buckets;
    }
}
