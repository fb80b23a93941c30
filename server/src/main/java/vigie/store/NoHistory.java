package vigie.store;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** A history that keeps nothing, for a server that is not to. Stateless. */
public final class NoHistory implements History {
    @Override
    public void append(List<Reading> readings) {}

    @Override
    public void describe(Collection<SensorInfo> sensors) {}

    @Override
    public List<SensorExtent> sensors() {
        return List.of();
    }

    @Override
    public List<Reading> newest() {
        return List.of();
    }

    @Override
    public long count(SensorId sensor, long from, long to) {
        return 0;
    }

    @Override
    public void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) {}

    @Override
    public void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor) {}

    @Override
    public long dropBefore(long epochMillis, long atMost) {
        return 0;
    }

    @Override
    public HistorySize size() {
        return new HistorySize(0, 0, 0);
    }

    @Override
    public void close() {}
}
