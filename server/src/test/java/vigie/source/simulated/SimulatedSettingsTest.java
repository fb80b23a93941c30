package vigie.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.sensor.SensorSettings;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Plant;
import vigie.source.simulated.plant.Schedule;

class SimulatedSettingsTest {
    private static final Schedule SCHEDULE = new Schedule(Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(5));

    @Test
    void demo_isThreeSourcesWithTwelveSensors() {
        List<SimulatedSettings> demo = SimulatedSettings.demo(1);
        assertThat(demo).extracting(SimulatedSettings::id).containsExactly("boiler", "greenhouse", "bench");
        assertThat(demo.stream().mapToInt(it -> it.plant().sensors().size()).sum())
                .isEqualTo(12);
        assertThat(Plant.BOILER.sensors())
                .containsEntry("flow", new SensorSettings("Flow temperature", "°C", 70.0, 74.5));
    }

    @Test
    void wrongSettingsSayWhatWasExpected() {
        SimulatedSettings boiler = SimulatedSettings.of("b", Plant.BOILER, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boiler.withRate(0))
                .withMessage("rate: 0.0 (expected: 0.01 to 100.0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boiler.withFaults(List.of(Fault.silent("soil", SCHEDULE))))
                .withMessage("channel: soil (expected: flow, return, pressure, burner)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boiler.withFaults(List.of(Fault.door(SCHEDULE))))
                .withMessageContaining("only in the greenhouse");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Load(1, 1_000_001))
                .withMessage("readingsPerSecond: 1000001 (expected: 1 to 1000000)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedSettings.of("l", Plant.LOAD, 1)
                        .withLoad(new Load(10, 1_000_000))
                        .withRate(2))
                .withMessageContaining("these are 2000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plant.parse("factory"))
                .withMessage("plant: factory (expected: boiler, greenhouse, vibration, load)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault(Fault.Kind.SILENT, null, SCHEDULE, 0))
                .withMessageContaining("channel: none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(5)))
                .withMessageContaining("less than every");
    }

    @Test
    void pace_everyLineIsDueOnceAndInOrder() {
        for (long millihertz : new long[] {1, 10, 333, 1_000, 50_000, 3_333_333, 100_000_000, 1_000_000_000}) {
            LinePace pace = new LinePace(millihertz);
            long first = pace.lineAt(1_763_875_200_000L);
            for (long line = first; line < first + 500; line++) {
                long due = pace.dueMillis(line);
                assertThat(pace.lineAt(due)).isGreaterThanOrEqualTo(line);
                assertThat(pace.lineAt(due - 1)).isLessThan(line);
            }
        }
    }

    @Test
    void number_isSpeltLikeADevice() {
        assertThat(spelt(71.45, 1)).isEqualTo("71.5");
        assertThat(spelt(0.05, 2)).isEqualTo("0.05");
        assertThat(spelt(-3.5, 0)).isEqualTo("-3");
        assertThat(spelt(-0.001, 2)).isEqualTo("0.00");
        assertThat(spelt(1498, 0)).isEqualTo("1498");
        assertThat(spelt(-12.0625, 4)).isEqualTo("-12.0625");
    }

    private static String spelt(double value, int decimals) {
        LineBytes bytes = new LineBytes();
        bytes.number(value, decimals);
        return new String(bytes.copy(), java.nio.charset.StandardCharsets.US_ASCII);
    }
}
