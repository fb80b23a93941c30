package vigie.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.source.simulated.plant.DeviceFormat;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Plant;
import vigie.source.simulated.plant.Schedule;
import vigie.source.simulated.plant.Shapes;

class SimulatedDeviceTest {
    private static final long START = 1_763_875_200_000L;
    private static final Shapes STILL = new Shapes(Duration.ofDays(1), 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void sameSeedAndTimeGiveTheSameBytes(Plant plant) {
        SimulatedSettings settings = SimulatedSettings.of("x", plant, 7);
        assertThat(text(settings, 0, 30_000)).isEqualTo(text(settings, 0, 30_000));
        SimulatedSettings other = SimulatedSettings.of("x", plant, 8);
        assertThat(text(settings, 0, 30_000)).isNotEqualTo(text(other, 0, 30_000));
    }

    @Test
    void line_askedForOutOfOrder_isTheSame() {
        SimulatedDevice device = new SimulatedDevice(SimulatedSettings.of("x", Plant.GREENHOUSE, 1), START);
        long line = device.pace().lineAt(START) + 500;
        LineBytes first = new LineBytes();
        device.line(line, first);
        device.line(line - 400, new LineBytes());
        LineBytes second = new LineBytes();
        device.line(line, second);
        assertThat(second.copy()).isEqualTo(first.copy());
    }

    @Test
    void everyPlantSpeaksItsOwnFormat() {
        assertThat(still(Plant.BOILER, 100))
                .isEqualTo("{\"flow\":71.4,\"return\":52.9,\"pressure\":1.820,\"burner\":17.6}\n");
        assertThat(still(Plant.GREENHOUSE, 1000))
                .contains("air:23.6 °C, humidity:41.2 %, light:18420 lx\r\n")
                .containsOnlyOnce("air:23.6 °C, humidity:41.2 %, soil:33.90 %, light:18420 lx\r\n");
        assertThat(still(Plant.VIBRATION, 20)).isEqualTo("x,y,speed,bearing\n1.27,0.94,1498,38.02\n");
        SimulatedSettings teleplot =
                SimulatedSettings.of("x", Plant.VIBRATION, 1).withShapes(STILL).withFormat(DeviceFormat.TELEPLOT);
        assertThat(text(teleplot, 0, 20))
                .isEqualTo(">x:1.27§mm/s\n>y:0.94§mm/s\n>speed:1498§1/min\n>bearing:38.02§°C\n");
    }

    @Test
    void readingsStayNearThePicture() {
        assertRange(Plant.BOILER, "flow\":([0-9.]+)", 66, 77);
        assertRange(Plant.BOILER, "pressure\":([0-9.]+)", 1.7, 1.9);
        assertRange(Plant.GREENHOUSE, "air:([0-9.]+)", 21, 26);
        assertRange(Plant.GREENHOUSE, "soil:([0-9.]+)", 32.5, 35.2);
    }

    @Test
    void silent_whileScheduled_onlyThatChannelIsMissing() {
        Fault silent = Fault.silent("flow", schedule(10_000, 2_000, 3_000));
        List<String> lines = lines(Plant.BOILER, silent, 15_000);
        for (int i = 0; i < lines.size(); i++) {
            long at = (i + 1) * 100L;
            boolean expected = (at >= 2_000 && at < 5_000) || (at >= 12_000 && at < 15_000);
            assertThat(lines.get(i).contains("flow")).as("at %s ms", at).isEqualTo(!expected);
            assertThat(lines.get(i)).contains("burner");
        }
    }

    @Test
    void spike_withoutDuration_isOneReadingPerPeriod() {
        List<Double> flow = flow(Fault.spike("flow", schedule(4_000, 1_000, 0), 20), 8_000);
        assertThat(flow).filteredOn(value -> value > 90).hasSize(2);
        assertThat(flow.get(9)).isEqualTo(91.4);
        assertThat(flow.get(49)).isEqualTo(91.4);
    }

    @Test
    void drift_growsWhileItLasts_thenIsOver() {
        List<Double> flow = flow(Fault.drift("flow", schedule(10_000, 1_000, 4_000), 8), 6_000);
        assertThat(flow.get(8)).isEqualTo(71.4);
        assertThat(flow.get(29)).isEqualTo(75.4);
        assertThat(flow.get(48)).isGreaterThan(79);
        assertThat(flow.get(50)).isEqualTo(71.4);
    }

    @ParameterizedTest
    @EnumSource
    void rubbish_isOneLineMoreThatIsNoText(DeviceFormat format) {
        SimulatedSettings clean =
                SimulatedSettings.of("x", Plant.BOILER, 1).withFormat(format).withFaults(List.of());
        SimulatedSettings dirty = clean.withFaults(List.of(Fault.rubbish(schedule(2_000, 1_000, 0))));
        List<String> lines = new ArrayList<>(text(dirty, 0, 4_000).lines().toList());
        List<String> good = text(clean, 0, 4_000).lines().toList();
        assertThat(lines).hasSize(good.size() + 2);
        assertThat(lines.stream().filter(line -> line.contains("\uFFFD"))).hasSize(2);
        lines.removeIf(line -> line.contains("\uFFFD"));
        assertThat(lines).isEqualTo(good);
    }

    @Test
    void door_opens_temperatureFallsAndHumidityRises_thenTheyReturn() {
        SimulatedSettings settings = SimulatedSettings.of("x", Plant.GREENHOUSE, 1)
                .withShapes(STILL)
                .withFaults(List.of(Fault.door(schedule(600_000, 10_000, 20_000))));
        String text = text(settings, 0, 200_000);
        List<Double> air = numbers(text, "air:([0-9.]+)");
        List<Double> humidity = numbers(text, "humidity:([0-9.]+)");
        assertThat(air.get(40)).isEqualTo(23.6);
        assertThat(air.get(149)).isLessThan(22);
        assertThat(humidity.get(149)).isGreaterThan(46);
        assertThat(air.get(999)).isEqualTo(23.6);
        assertThat(humidity.get(999)).isEqualTo(41.2);
    }

    @Test
    void load_everyLineHasAllChannels() {
        SimulatedSettings settings = SimulatedSettings.of("x", Plant.LOAD, 1).withLoad(new Load(100, 100_000));
        List<String> lines = text(settings, 0, 1_000).lines().toList();
        assertThat(lines).hasSize(1_001);
        assertThat(lines.get(0)).startsWith("c1,c2,").endsWith(",c100");
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 100);
    }

    private static List<String> lines(Plant plant, Fault fault, long forMillis) {
        return text(SimulatedSettings.of("x", plant, 1).withFaults(List.of(fault)), 0, forMillis)
                .lines()
                .toList();
    }

    private static List<Double> flow(Fault fault, long forMillis) {
        SimulatedSettings settings =
                SimulatedSettings.of("x", Plant.BOILER, 1).withShapes(STILL).withFaults(List.of(fault));
        return numbers(text(settings, 0, forMillis), "flow\":([0-9.]+)");
    }

    private static void assertRange(Plant plant, String pattern, double least, double most) {
        SimulatedSettings settings = SimulatedSettings.of("x", plant, 3).withFaults(List.of());
        assertThat(numbers(text(settings, 0, 600_000), pattern))
                .hasSizeGreaterThan(500)
                .allMatch(value -> value > least && value < most);
    }

    private static List<Double> numbers(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<Double> numbers = new ArrayList<>();
        while (matcher.find()) {
            numbers.add(Double.parseDouble(matcher.group(1)));
        }
        return numbers;
    }

    private static String still(Plant plant, long millis) {
        return text(SimulatedSettings.of("x", plant, 1).withShapes(STILL), 0, millis);
    }

    private static String text(SimulatedSettings settings, long fromMillis, long toMillis) {
        SimulatedDevice device = new SimulatedDevice(settings, START);
        LineBytes bytes = new LineBytes();
        device.header(bytes);
        long last = device.pace().lineAt(START + toMillis);
        for (long line = device.pace().lineAt(START + fromMillis) + 1; line <= last; line++) {
            device.line(line, bytes);
        }
        return new String(bytes.copy(), StandardCharsets.UTF_8);
    }

    private static Schedule schedule(long every, long first, long lasts) {
        return new Schedule(Duration.ofMillis(every), Duration.ofMillis(first), Duration.ofMillis(lasts));
    }
}
