package vigie.past;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.protocol.Place;
import vigie.protocol.document.SeriesWriter;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.Bucket;

/** Takes an answer apart again. */
final class WrittenSeries implements SeriesWriter {
    final List<SensorInfo> sensors = new ArrayList<>();
    final List<Reading> readings = new ArrayList<>();
    final Map<SensorId, List<Bucket>> buckets = new LinkedHashMap<>();
    long width = -1;
    boolean complete;

    @Override
    public void begin(long from, long to, long newWidth, Place kept) {
        width = newWidth;
    }

    @Override
    public void series(SensorInfo sensor) {
        sensors.add(sensor);
        buckets.put(sensor.id(), new ArrayList<>());
    }

    @Override
    public void reading(long epochMillis, double value) {
        readings.add(new Reading(current(), epochMillis, value));
    }

    @Override
    public void bucket(long start, double min, double max, double mean, long count) {
        buckets.computeIfAbsent(current(), any -> new ArrayList<>()).add(new Bucket(start, min, max, mean, count));
    }

    @Override
    public void end() {
        complete = true;
    }

    private SensorId current() {
        return sensors.get(sensors.size() - 1).id();
    }
}
