package vigie.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.source.ClockSleeper;
import vigie.source.CollectedOutput;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Plant;
import vigie.source.simulated.plant.Schedule;

class SimulatedSourceTest {
    private static final long START = 1_763_875_200_000L;

    private final TestClock clock = new TestClock(START);
    private final ClockSleeper sleeper = new ClockSleeper(clock);
    private final CollectedOutput out = new CollectedOutput();

    @Test
    void run_tenLinesASecond_deliversEachWhenItIsDue() throws Exception {
        runFor(quiet(Plant.BOILER), 2_000);
        assertThat(out.calls()).containsExactly("opened false");
        assertThat(lines()).hasSize(20);
        assertThat(out.arrivals())
                .hasSize(20)
                .startsWith(START + 100, START + 200)
                .endsWith(START + 2_000);
    }

    @Test
    void run_sameSeedAndClock_sameBytes() throws Exception {
        runFor(SimulatedSettings.of("g", Plant.GREENHOUSE, 5), 60_000);
        TestClock again = new TestClock(START);
        ClockSleeper sleeperAgain = new ClockSleeper(again);
        CollectedOutput outAgain = new CollectedOutput();
        SimulatedSource source =
                new SimulatedSource(SimulatedSettings.of("g", Plant.GREENHOUSE, 5), again, sleeperAgain);
        stopAt(source, again, sleeperAgain, 60_000);
        source.run(outAgain);
        assertThat(outAgain.bytes()).isEqualTo(out.bytes());
    }

    @Test
    void run_hundredThousandReadingsASecond_wakesUpAHundredTimes() throws Exception {
        runFor(SimulatedSettings.of("l", Plant.LOAD, 1).withLoad(new Load(100, 100_000)), 1_000);
        assertThat(sleeper.sleeps()).hasSizeLessThanOrEqualTo(101);
        assertThat(lines()).hasSize(1_001);
    }

    @Test
    void run_aMillionReadingsASecond_evenlySpread() throws Exception {
        runFor(SimulatedSettings.of("l", Plant.LOAD, 1).withLoad(new Load(1_000, 1_000_000)), 1_000);
        assertThat(sleeper.sleeps()).hasSizeLessThanOrEqualTo(101);
        assertThat(lines()).hasSizeBetween(1_001, 1_011);
        assertThat(out.arrivals()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void run_outputBlocks_whatIsLeftOutIsCounted_everyReadingAccountedFor() throws Exception {
        SimulatedSource source = new SimulatedSource(
                SimulatedSettings.of("l", Plant.LOAD, 1).withLoad(new Load(10, 10_000)), clock, sleeper);
        stopAt(source, clock, sleeper, 20_000);
        SourceOutput blocking = new SourceOutput() {
            private int pieces;

            @Override
            public void opened(boolean midLine) {
                out.opened(midLine);
            }

            @Override
            public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
                out.bytes(bytes, offset, length, arrivalMillis);
                if (++pieces % 1_000 == 0) {
                    clock.advance(2_500);
                }
            }

            @Override
            public void quiet() {}
        };
        source.run(blocking);

        int header = 1;
        long delivered = (lines().size() - header) * 10L;
        long lastDue = out.arrivals().get(out.arrivals().size() - 1) - START;
        assertThat(source.skippedReadings()).isPositive();
        assertThat(delivered + source.skippedReadings()).isEqualTo(lastDue * 10);
    }

    @Test
    void run_outputKeepsUp_nothingIsSkipped() throws Exception {
        SimulatedSource source = new SimulatedSource(
                SimulatedSettings.of("l", Plant.LOAD, 1).withLoad(new Load(1_000, 1_000_000)), clock, sleeper);
        stopAt(source, clock, sleeper, 1_000);
        source.run(out);
        assertThat(source.skippedReadings()).isZero();
    }

    @Test
    void run_afterALongPause_catchesUpOneSecondOnly() throws Exception {
        SimulatedSource source = new SimulatedSource(quiet(Plant.BOILER), clock, sleeper);
        sleeper.afterEachSleep(() -> {
            clock.advance(60_000);
            if (sleeper.sleeps().size() == 2) {
                source.stop();
            }
        });
        source.run(out);
        assertThat(lines()).hasSize(10);
        assertThat(out.arrivals()).allMatch(at -> at > START + 59_000);
        assertThat(source.skippedReadings()).isEqualTo((601 - 10) * 4L);
    }

    @Test
    void run_clockSetBack_goesOnAtOnce() throws Exception {
        SimulatedSource source = new SimulatedSource(quiet(Plant.BOILER), clock, sleeper);
        sleeper.afterEachSleep(() -> {
            if (sleeper.sleeps().size() == 5) {
                clock.advance(-3_600_000);
            } else if (sleeper.sleeps().size() == 10) {
                source.stop();
            }
        });
        source.run(out);
        assertThat(sleeper.sleeps()).allMatch(millis -> millis <= 200);
        assertThat(lines()).hasSizeBetween(7, 10);
    }

    @Test
    void run_cablePulled_failsWithACause_andReturnsByItself() throws Exception {
        Fault unplugged =
                Fault.unplugged(new Schedule(Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(12)));
        SimulatedSource source =
                new SimulatedSource(quiet(Plant.BOILER).withFaults(List.of(unplugged)), clock, sleeper);
        assertThatThrownBy(() -> source.run(out))
                .isInstanceOf(SourceException.class)
                .hasMessage("simulated: cable pulled (it is put back after 12 s)");
        assertThat(lines()).hasSize(19);
        assertThat(source.returned()).isFalse();
        assertThatThrownBy(() -> source.run(out)).isInstanceOf(SourceException.class);
        assertThat(out.calls()).hasSize(1);

        clock.advance(12_000);
        assertThat(source.returned()).isTrue();
        stopAt(source, clock, sleeper, 15_000);
        source.run(out);
        assertThat(lines()).hasSize(29);
    }

    @Test
    void run_faultsOfTheDemo_areInItsFirstTenMinutes() throws Exception {
        SimulatedSource source = new SimulatedSource(SimulatedSettings.of("g", Plant.GREENHOUSE, 1), clock, sleeper);
        assertThatThrownBy(() -> source.run(out)).isInstanceOf(SourceException.class);
        assertThat(clock.millis()).isBetween(START + 300_000, START + 300_600);
        assertThat(text()).contains("\uFFFD");
    }

    @Test
    void detail_saysTheRate() {
        assertThat(source(quiet(Plant.VIBRATION)).detail()).isEqualTo("simulated · 50 Hz");
        assertThat(source(quiet(Plant.BOILER).withRate(0.05)).detail()).isEqualTo("simulated · 0.5 Hz");
        assertThat(source(quiet(Plant.BOILER)).name()).isEqualTo("Boiler room");
    }

    private void runFor(SimulatedSettings settings, long millis) throws Exception {
        SimulatedSource source = new SimulatedSource(settings, clock, sleeper);
        stopAt(source, clock, sleeper, millis);
        source.run(out);
    }

    /** Stops it so that what is due then is still delivered. */
    private static void stopAt(SimulatedSource source, TestClock clock, ClockSleeper sleeper, long millis) {
        sleeper.afterEachSleep(() -> {
            if (clock.millis() > START + millis) {
                source.stop();
            }
        });
    }

    private SimulatedSource source(SimulatedSettings settings) {
        return new SimulatedSource(settings, clock, sleeper);
    }

    private static SimulatedSettings quiet(Plant plant) {
        return SimulatedSettings.of("x", plant, 1).withFaults(List.of());
    }

    private List<String> lines() {
        return text().lines().toList();
    }

    private String text() {
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }
}
