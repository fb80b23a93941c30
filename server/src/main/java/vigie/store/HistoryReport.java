package vigie.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What is kept, and whether it is intact.
 *
 * @param file where
 * @param sensors what of each; empty when there are problems
 * @param size how much
 * @param events how many events
 * @param problems what is wrong; empty when it is intact
 */
public record HistoryReport(
        Path file, List<SensorExtent> sensors, HistorySize size, long events, List<String> problems) {
    public HistoryReport {
        sensors = List.copyOf(sensors);
        problems = List.copyOf(problems);
    }
}
