package vigie.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.journal.StandingAlarm.State;
import vigie.sensor.SensorId;

final class StandingAlarmsTest {
    private static final SensorId OVEN = SensorId.parse("bench/temperature");

    private final StandingAlarms alarms = new StandingAlarms();
    private long last;

    @Test
    void raised_acknowledged_cleared_isGone() {
        long alarm = raise("hot");
        assertThat(state(alarm)).isEqualTo(State.RAISED);
        step(EventKind.ALARM_ACKNOWLEDGED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.ACKNOWLEDGED);
        assertThat(alarms.list().get(0).by()).isEqualTo("Anne");
        step(EventKind.ALARM_CLEARED, alarm, 0);
        assertThat(alarms.list()).isEmpty();
    }

    @Test
    void raised_cleared_staysUntilItIsAcknowledged() {
        long alarm = raise("hot");
        step(EventKind.ALARM_CLEARED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.CLEARED);
        step(EventKind.ALARM_ACKNOWLEDGED, alarm, 0);
        assertThat(alarms.list()).isEmpty();
    }

    @Test
    void raisedAgain_takesThePlaceOfTheOneThatCleared() {
        long first = raise("hot");
        long other = raise("cold");
        step(EventKind.ALARM_CLEARED, first, 0);
        long second = raise("hot");
        assertThat(alarms.list()).extracting(StandingAlarm::alarm).containsExactly(other, second);
        assertThat(alarms.find("hot", OVEN.toString()))
                .isNotNull()
                .extracting(StandingAlarm::alarm)
                .isEqualTo(second);
    }

    @Test
    void shelved_thenNot_isRaisedAgain_unacknowledged() {
        long alarm = raise("hot");
        step(EventKind.ALARM_ACKNOWLEDGED, alarm, 0);
        step(EventKind.ALARM_SHELVED, alarm, 5000);
        assertThat(state(alarm)).isEqualTo(State.SHELVED);
        assertThat(alarms.list().get(0).untilMillis()).isEqualTo(5000);
        step(EventKind.ALARM_ACKNOWLEDGED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.SHELVED);
        step(EventKind.ALARM_UNSHELVED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.RAISED);
        assertThat(alarms.list().get(0).by()).isNull();
        assertThat(alarms.list().get(0).untilMillis()).isZero();
    }

    @Test
    void clearedOnTheShelf_goesWhenTheShelfEnds() {
        long alarm = raise("hot");
        step(EventKind.ALARM_SHELVED, alarm, 5000);
        assertThat(over(alarm)).isFalse();
        step(EventKind.ALARM_CLEARED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.SHELVED);
        assertThat(over(alarm)).isTrue();
        assertThat(alarms.list().get(0).untilMillis()).isEqualTo(5000);
        step(EventKind.ALARM_UNSHELVED, alarm, 0);
        assertThat(alarms.list()).isEmpty();
    }

    @Test
    void clearedBeforeItWasShelved_goesWhenTheShelfEnds() {
        long alarm = raise("hot");
        step(EventKind.ALARM_CLEARED, alarm, 0);
        step(EventKind.ALARM_SHELVED, alarm, 5000);
        assertThat(over(alarm)).isTrue();
        step(EventKind.ALARM_SHELVED, alarm, 9000);
        assertThat(over(alarm)).as("shelved anew").isTrue();
        step(EventKind.ALARM_UNSHELVED, alarm, 0);
        assertThat(alarms.list()).isEmpty();
    }

    @Test
    void stepsOfAlarmsThatAreGone_andOtherEvents_changeNothing() {
        step(EventKind.ALARM_CLEARED, 99, 0);
        step(EventKind.ALARM_SHELVED, 99, 0);
        long alarm = raise("hot");
        step(EventKind.ALARM_UNSHELVED, alarm, 0);
        assertThat(state(alarm)).isEqualTo(State.RAISED);
        assertThat(alarms.apply(new Event(++last, Happening.note(1, OVEN, null, "door opened"))))
                .isFalse();
        assertThat(alarms.list()).hasSize(1);
    }

    private State state(long alarm) {
        return Objects.requireNonNull(alarms.get(alarm)).state();
    }

    private boolean over(long alarm) {
        return Objects.requireNonNull(alarms.get(alarm)).over();
    }

    private long raise(String rule) {
        step(EventKind.ALARM_RAISED, rule, 0, 0);
        return last;
    }

    private void step(EventKind kind, long alarm, long until) {
        step(kind, "any", alarm, until);
    }

    private void step(EventKind kind, String rule, long alarm, long until) {
        AlarmStep step = new AlarmStep(rule, Severity.CRITICAL, alarm, 283.1, until);
        alarms.apply(new Event(
                ++last, Happening.alarm(kind, 1000 + last, OVEN, step, "Oven").by("Anne")));
    }
}
