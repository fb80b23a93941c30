package vigie.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.alarm.PlayedAlarms.above;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vigie.journal.StandingAlarm;

/** An alarm that comes and goes does not fill the event log, and nothing of it is lost without a word. */
final class ChatterTest {
    private static final int CYCLES = 500;

    private final PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));

    @Test
    void comingAndGoing_isToldTenTimesAMinuteAtMost() {
        flap(1, CYCLES);
        assertThat(alarms.happened).hasSize(9).first().isEqualTo("1.0 raised");
        assertThat(alarms.stands()).isNotNull();
        assertThat(text(8)).contains("stays raised until it was quiet for a minute");
    }

    @Test
    void itIsClearedOnceItWasQuietForAMinute_andTheEventCountsTheRest() {
        flap(1, CYCLES);
        double end = 1 + CYCLES * 0.2;
        alarms.advance(end + 50);
        assertThat(alarms.happened).hasSize(9);
        alarms.advance(end + 61);
        assertThat(alarms.happened).hasSize(10).last().asString().contains("cleared of 9");
        assertThat(text(9)).contains("it came and went " + (CYCLES - 5) + " more times since 1970-01-01T00:00:01Z");
        assertThat(alarms.standingState()).isEqualTo(StandingAlarm.State.CLEARED);
    }

    @Test
    void afterwardsItIsToldAsBefore() {
        flap(1, CYCLES);
        alarms.advance(300);
        alarms.happened.clear();
        flap(1000, 2);
        assertThat(alarms.happened)
                .containsExactly("1000.0 raised", "1000.1 cleared of 11", "1000.2 raised", "1000.3 cleared of 13");
    }

    @Test
    void slowChanges_areAllTold() {
        for (int i = 0; i < 20; i++) {
            alarms.reading(20 * i, 290);
            alarms.reading(20 * i + 10, 270);
        }
        assertThat(alarms.happened).hasSize(40);
    }

    @Test
    void acknowledgedWhileItChatters_staysAcknowledged_untilItIsQuiet() throws Exception {
        flap(1, 20);
        alarms.acknowledge(9, 6);
        flap(6, 100);
        assertThat(alarms.standingState()).isEqualTo(StandingAlarm.State.ACKNOWLEDGED);
        alarms.advance(100);
        assertThat(alarms.stands()).isNull();
    }

    /** Times of a device that jump do not make it look slow. */
    @Test
    void itCountsByTheServersClock() {
        for (int i = 0; i < CYCLES; i++) {
            alarms.reading(PlayedAlarms.OVEN_INFO, 1 + i * 200.0, 290, 1 + i * 0.01);
            alarms.reading(PlayedAlarms.OVEN_INFO, 101 + i * 200.0, 270, 1 + i * 0.01);
        }
        assertThat(alarms.happened).hasSizeLessThan(20);
    }

    private void flap(double from, int cycles) {
        for (int i = 0; i < cycles; i++) {
            alarms.reading(from + i * 0.2, 290);
            alarms.reading(from + i * 0.2 + 0.1, 270);
        }
    }

    private String text(int event) {
        return Objects.requireNonNull(alarms.events.get(event).what().text());
    }
}
