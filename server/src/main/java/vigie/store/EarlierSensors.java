package vigie.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.hub.EarlierSensor;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/**
 * The sensors with which a server goes on after a restart, so that a device which is unplugged meanwhile is missed on the dashboard
 * as it would be without the restart. Stateless.
 */
public final class EarlierSensors {
    /** What was silent for longer is gone for good. */
    static final Duration LATELY = Duration.ofDays(7);

    /** Of one source; as many as a decoder tells apart in one run: {@value}. */
    static final int MOST_OF_A_SOURCE = 1024;

    private EarlierSensors() {}

    /**
     * Those heard lately, in the order in which they were first kept; of a source with very many, the latest.
     *
     * @param sources ids of the sources there are; sensors of others are left out
     * @param now epoch milliseconds
     * @throws HistoryException when the history cannot be read
     */
    public static List<EarlierSensor> of(History history, Set<String> sources, long now) throws HistoryException {
        List<Reading> lately = history.newest().stream()
                .filter(reading -> sources.contains(reading.sensor().source()))
                .filter(reading -> reading.epochMillis() >= now - LATELY.toMillis())
                .toList();
        Set<SensorId> chosen = latest(lately);
        Map<SensorId, SensorExtent> extents =
                history.sensors().stream().collect(Collectors.toMap(SensorExtent::sensor, extent -> extent));
        List<EarlierSensor> earlier = new ArrayList<>();
        for (Reading reading : lately) {
            SensorExtent extent = extents.get(reading.sensor());
            if (extent != null && chosen.contains(reading.sensor())) {
                earlier.add(earlier(extent, reading));
            }
        }
        return earlier;
    }

    private static Set<SensorId> latest(List<Reading> readings) {
        Map<String, Integer> counts = new HashMap<>();
        Set<SensorId> latest = new HashSet<>();
        readings.stream()
                .sorted(Comparator.comparingLong(Reading::epochMillis).reversed())
                .filter(reading -> counts.merge(reading.sensor().source(), 1, Integer::sum) <= MOST_OF_A_SOURCE)
                .forEach(reading -> latest.add(reading.sensor()));
        return latest;
    }

    private static EarlierSensor earlier(SensorExtent extent, Reading newest) {
        return new EarlierSensor(
                extent.sensor(), extent.nameOrChannel(), extent.unit(), newest.epochMillis(), newest.value());
    }
}
