package vigie.work.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.TestClock;

/** What the watchdog finds, check by check. */
final class WatchdogTest {
    private static final long START = 1_763_875_200_000L;

    private final TestClock clock = new TestClock(START);
    private final List<String> told = new ArrayList<>();
    private final List<HealthIssue> broken = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(
            new Watchdog.Listener() {
                @Override
                public void changed(HealthIssue issue, boolean over) {
                    told.add(issue.part() + (over ? " is well" : " is not well"));
                }

                @Override
                public void broken(HealthIssue issue) {
                    broken.add(issue);
                }
            },
            clock,
            () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    private final Pulse ticker = new Pulse();
    private final Pulse writer = new Pulse();

    WatchdogTest() {
        watchdog.watch("ticker", ticker, Duration.ofSeconds(10));
        watchdog.watch("writer", writer, Duration.ofSeconds(30));
    }

    @Test
    void everyPulseBeats_allIsWell() {
        checks(100, ticker, writer);
        assertThat(watchdog.issues()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void pulseStops_isNoticedWithinFiveSeconds_withSinceWhen() {
        checks(10, ticker, writer);
        checks(4, writer);
        assertThat(watchdog.issues()).containsExactly(new HealthIssue("ticker", "no progress", START + 10_000));
        assertThat(watchdog.issues().get(0).line()).isEqualTo("ticker: no progress, since 2025-11-23T05:20:10Z");
        assertThat(broken).as("it may recover").isEmpty();
    }

    @Test
    void pulseMissesABeatNowAndThen_isNoIssue() {
        for (int i = 0; i < 20; i++) {
            checks(2, writer);
            checks(1, ticker, writer);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void pulseBeatsAgain_theIssueIsOver() {
        checks(10, ticker, writer);
        checks(6, writer);
        checks(1, ticker, writer);
        assertThat(watchdog.issues()).isEmpty();
        assertThat(told).containsExactly("ticker is not well", "ticker is well");
    }

    @Test
    void pulseStaysSilent_theServerIsBroken_toldOnce() {
        checks(10, ticker, writer);
        checks(60, writer);
        assertThat(broken).extracting(HealthIssue::part).containsExactly("ticker");
        assertThat(watchdog.issues()).as("is still said").hasSize(1);
    }

    @Test
    void partThatWaitsForADisk_hasMoreTime() {
        checks(10, ticker, writer);
        checks(25, ticker);
        assertThat(watchdog.issues()).extracting(HealthIssue::part).containsExactly("writer");
        assertThat(broken).isEmpty();
        checks(10, ticker);
        assertThat(broken).hasSize(1);
    }

    @Test
    void threadEnds_itIsBrokenWithinFiveSeconds() {
        checks(10, ticker, writer);
        writer.end();
        checks(3, ticker);
        assertThat(watchdog.issues())
                .containsExactly(new HealthIssue("writer", "its thread has ended", START + 10_000));
        checks(2, ticker);
        assertThat(broken).extracting(HealthIssue::part).containsExactly("writer");
    }

    @Test
    void machineWasSuspended_isNoIssue() {
        for (int i = 0; i < 10; i++) {
            checks(3, ticker, writer);
            clock.advance(3_600_000);
            checks(1);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void memoryIsExhausted_everyCheckIsLate_andYetItIsNoticed() {
        watchdog.watch("memory", () -> new HealthCheck.Finding("the heap is full", false), Duration.ofSeconds(10));
        for (int i = 0; i < 12; i++) {
            clock.advance(5_000);
            checks(1, ticker, writer);
        }
        assertThat(broken).extracting(HealthIssue::part).containsExactly("memory");
    }

    @Test
    void heap_fullAfterEachCollection_isAFinding() {
        List<HeapCheck.Collection> last = new ArrayList<>(List.of(collection(1, 50)));
        HeapCheck check = new HeapCheck(() -> last);
        assertThat(check.find()).isNull();
        last.set(0, collection(2, 97));
        assertThat(textOf(check.find()))
                .contains("the heap is full: 97 of 100 MB")
                .contains("-Xmx");
    }

    @Test
    void heap_wasFullOnce_andNothingWasCollectedSince_isNoFinding() {
        List<HeapCheck.Collection> last = new ArrayList<>(List.of(collection(7, 97)));
        HeapCheck check = new HeapCheck(() -> last);
        assertThat(check.find()).as("before it was watched").isNull();
        last.set(0, collection(8, 97));
        assertThat(check.find()).isNotNull();
        assertThat(check.find()).isNull();
    }

    @Test
    void heap_ofThisJvm_hasAnOldGeneration_andIsWell() {
        HeapCheck check = HeapCheck.ofThisJvm();
        System.gc();
        assertThat(check.find()).isNull();
    }

    private static HeapCheck.Collection collection(long id, long usedMegabytes) {
        return new HeapCheck.Collection(id, usedMegabytes << 20, 100L << 20);
    }

    private static String textOf(HealthCheck.@Nullable Finding finding) {
        return finding == null ? "" : finding.text();
    }

    private void checks(int count, Pulse... beating) {
        for (int i = 0; i < count; i++) {
            clock.advance(1_000);
            for (Pulse pulse : beating) {
                pulse.beat();
            }
            watchdog.check();
        }
    }
}
