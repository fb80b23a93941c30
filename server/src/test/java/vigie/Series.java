package vigie;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The readings that somebody has, whichever way they came and however often. Thread-safe. */
final class Series {
    private final Set<Point> points = ConcurrentHashMap.newKeySet();

    /** A reading, as it is on the wire. */
    record Point(String sensor, long time, double value) {}

    /** Takes the readings of an {@code update} or a {@code backfill}. */
    void addReadings(JsonNode message) {
        for (JsonNode reading : message.get("readings")) {
            points.add(new Point(
                    reading.get(0).stringValue(),
                    reading.get(1).longValue(),
                    reading.get(2).doubleValue()));
        }
    }

    /** Takes the readings of an answer of {@code /api/history}. */
    void addHistory(JsonNode answer) {
        for (JsonNode series : answer.get("series")) {
            String sensor = series.get("sensor").stringValue();
            for (JsonNode point : series.get("points")) {
                points.add(
                        new Point(sensor, point.get(0).longValue(), point.get(1).doubleValue()));
            }
        }
    }

    void clear() {
        points.clear();
    }

    /** Those of the times that are meant. */
    Set<Point> at(LongPredicate times) {
        return points.stream().filter(point -> times.test(point.time())).collect(Collectors.toSet());
    }
}
