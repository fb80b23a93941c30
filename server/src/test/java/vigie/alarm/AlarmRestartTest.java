package vigie.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.alarm.PlayedAlarms.above;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alarm.life.AlarmState;
import vigie.event.Severity;
import vigie.journal.StandingAlarm;
import vigie.journal.UnknownAlarmException;

/** Alarms that stood when the server stopped. */
class AlarmRestartTest {
    @Test
    void restart_tellsWhoAcknowledged() {
        PlayedAlarms alarms = restored("hot", StandingAlarm.State.ACKNOWLEDGED, false);
        assertThatThrownBy(() -> alarms.acknowledge(12, 101)).hasMessageContaining("is acknowledged already, by Paul");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAISED", "ACKNOWLEDGED", "CLEARED", "SHELVED"})
    void restart_leavesEveryAlarmAsItWas(String state) {
        PlayedAlarms alarms = restored("hot", StandingAlarm.State.valueOf(state), false);
        assertThat(alarms.state("hot").name()).isEqualTo(state);
        assertThat(alarms.happened).isEmpty();
        alarms.advance(200);
        alarms.reading(201, 290);
        boolean over = state.equals("SHELVED");
        assertThat(alarms.happened).hasSize(over || state.equals("CLEARED") ? 1 : 0);
    }

    @Test
    void restart_shelvedAlarmThatHadCleared_isGoneWhenTheShelfEnds() {
        PlayedAlarms alarms = shelvedWhenCleared();
        alarms.advance(200);
        assertThat(alarms.happened).containsExactly("150.0 unshelved of 12");
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.NORMAL);
    }

    @Test
    void restart_shelvedAlarmThatHadCleared_andHoldsAgain_isAnotherAlarmWhenTheShelfEnds() {
        PlayedAlarms alarms = shelvedWhenCleared();
        alarms.reading(110, 290);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.SHELVED);
        alarms.advance(200);
        assertThat(alarms.happened).containsExactly("150.0 unshelved of 12", "150.0 raised");
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
    }

    @Test
    void restart_shelvedAlarmThatStillHeld_andHoldsNoMore_isClearedWhenTheShelfEnds() {
        PlayedAlarms alarms = restored("hot", StandingAlarm.State.SHELVED, false);
        alarms.reading(110, 20);
        alarms.advance(200);
        assertThat(alarms.happened).containsExactly("150.0 cleared of 12", "150.0 unshelved of 12");
    }

    @Test
    void restart_alarmWhoseRuleIsGone_isClearedAndThatIsSaid_andCanBeAcknowledged() throws UnknownAlarmException {
        PlayedAlarms alarms = restored("gone", StandingAlarm.State.RAISED, false);
        assertThat(alarms.happened).containsExactly("100.0 cleared of 12");
        assertThat(alarms.events.get(0).what().text()).isEqualTo("its rule is not in the configuration any more");
        alarms.acknowledge(12, 101);
        assertThatThrownBy(() -> alarms.acknowledge(12, 102)).isInstanceOf(UnknownAlarmException.class);
    }

    @Test
    void restart_shelvedAlarmWhoseRuleIsGone_isClearedAndUnshelved() {
        PlayedAlarms alarms = restored("gone", StandingAlarm.State.SHELVED, false);
        assertThat(alarms.happened).containsExactly("100.0 cleared of 12", "100.0 unshelved of 12");
        PlayedAlarms over = restored("gone", StandingAlarm.State.SHELVED, true);
        assertThat(over.happened).containsExactly("100.0 unshelved of 12");
    }

    private static PlayedAlarms shelvedWhenCleared() {
        PlayedAlarms alarms = restored("hot", StandingAlarm.State.SHELVED, true);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.SHELVED);
        return alarms;
    }

    /** An engine with the rule "hot", started when an alarm of some rule stood, perhaps cleared while it was shelved. */
    private static PlayedAlarms restored(String rule, StandingAlarm.State state, boolean over) {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        long until = state == StandingAlarm.State.SHELVED ? 150_000 : 0;
        StandingAlarm kept = new StandingAlarm(
                12,
                rule,
                PlayedAlarms.OVEN.toString(),
                Severity.WARNING,
                state,
                50_000,
                290,
                "hot",
                "Paul",
                until,
                over);
        alarms.engine.restore(kept, id -> PlayedAlarms.OVEN_INFO, 100_000);
        return alarms;
    }
}
