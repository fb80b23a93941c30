package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vigie.TestClock;
import vigie.sensor.SensorSettings;

/** A hub that ticks, and a clock that goes on, when the test says so. */
abstract class HubByHand {
    static final long START = 1_763_875_200_000L;

    final TestClock clock = new TestClock(START);
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    final Hub hub = new Hub(
            new HubSettings(Duration.ofMillis(100), Duration.ofSeconds(10), 1000), clock, id -> SensorSettings.NONE);
    final Inlet inlet = hub.inlet("bench");

    @BeforeEach
    void subscribe() {
        hub.subscribe(batches::add);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    void add(int channel, double value) {
        inlet.add(channel, clock.millis(), value);
        inlet.publish();
    }

    void ticks(int count, int... channels) {
        for (int i = 0; i < count; i++) {
            clock.advance(100);
            for (int channel : channels) {
                add(channel, i);
            }
            hub.tick();
        }
    }

    List<Change.StatusChanged> statusChanges() {
        return batches.stream()
                .flatMap(batch -> batch.changes().stream())
                .filter(Change.StatusChanged.class::isInstance)
                .map(Change.StatusChanged.class::cast)
                .toList();
    }

    Change.StatusChanged onlyStatusChange() {
        List<Change.StatusChanged> changes = statusChanges();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }
}
