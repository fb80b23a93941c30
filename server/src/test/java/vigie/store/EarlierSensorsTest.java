package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.hub.EarlierSensor;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** Which sensors a server goes on with. */
final class EarlierSensorsTest {
    private static final long NOW = 1_763_875_200_000L;
    private static final SensorId OVEN = SensorId.parse("bench/oven");
    private static final SensorId AIR = SensorId.parse("bench/air");

    private final MemoryHistory history = new MemoryHistory();

    @Test
    void heardLately_withNameUnitAndNewestReading_inTheOrderInWhichTheyWereKept() throws HistoryException {
        history.append(List.of(
                new Reading(OVEN, NOW - 2, 180), new Reading(AIR, NOW - 3, 21), new Reading(OVEN, NOW - 1, 181)));
        history.describe(List.of(new SensorInfo(OVEN, "Oven", "°C", null, null)));
        assertThat(earlier("bench"))
                .containsExactly(
                        new EarlierSensor(OVEN, "Oven", "°C", NOW - 1, 181),
                        new EarlierSensor(AIR, "air", null, NOW - 3, 21));
    }

    @Test
    void ofASourceThatIsNotThereAnyMore_orSilentForLong_isGone() throws HistoryException {
        long week = Duration.ofDays(7).toMillis();
        history.append(List.of(new Reading(OVEN, NOW - week, 180), new Reading(AIR, NOW - week - 1, 21)));
        assertThat(earlier("bench")).extracting(EarlierSensor::id).containsExactly(OVEN);
        assertThat(earlier("other")).isEmpty();
    }

    @Test
    void ofASourceWithVeryMany_theLatest() throws HistoryException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i <= EarlierSensors.MOST_OF_A_SOURCE; i++) {
            readings.add(new Reading(SensorId.of("bench", "c" + i), NOW - i, i));
        }
        readings.add(new Reading(SensorId.parse("other/x"), NOW - 5000, 1));
        history.append(readings);
        assertThat(earlier("bench", "other"))
                .hasSize(EarlierSensors.MOST_OF_A_SOURCE + 1)
                .extracting(sensor -> sensor.id().channel())
                .startsWith("c0", "c1")
                .endsWith("c" + (EarlierSensors.MOST_OF_A_SOURCE - 1), "x");
    }

    private List<EarlierSensor> earlier(String... sources) throws HistoryException {
        return EarlierSensors.of(history, Set.of(sources), NOW);
    }
}
