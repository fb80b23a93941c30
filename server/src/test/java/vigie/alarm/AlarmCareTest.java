package vigie.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.alarm.PlayedAlarms.above;
import static vigie.alarm.PlayedAlarms.raised;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vigie.alarm.life.AlarmRequest;
import vigie.alarm.life.AlarmState;
import vigie.journal.StandingAlarm;
import vigie.journal.UnknownAlarmException;

/** What people do to an alarm: acknowledge, shelve, unshelve. */
class AlarmCareTest {
    @Test
    void acknowledged_clearsToNormal() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.acknowledge(1, 2);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.ACKNOWLEDGED);
        assertThat(alarms.standingState()).isEqualTo(StandingAlarm.State.ACKNOWLEDGED);
        alarms.reading(3, 20);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.NORMAL);
        assertThat(alarms.stands()).isNull();
        assertThatThrownBy(() -> alarms.acknowledge(1, 4)).isInstanceOf(UnknownAlarmException.class);
    }

    @Test
    void clearedBeforeAcknowledged_waitsForIt_andANewAlarmTakesItsPlace() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.reading(2, 20);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.CLEARED);
        alarms.reading(3, 290);
        assertThat(alarms.standingState()).isEqualTo(StandingAlarm.State.RAISED);
        assertThatThrownBy(() -> alarms.acknowledge(1, 4)).isInstanceOf(UnknownAlarmException.class);
        alarms.reading(5, 20);
        alarms.acknowledge(3, 6);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.NORMAL);
        assertThat(alarms.stands()).isNull();
    }

    @Test
    void acknowledgedTwice_isRefused() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.acknowledge(1, 2);
        assertThatThrownBy(() -> alarms.acknowledge(1, 3))
                .isInstanceOf(UnknownAlarmException.class)
                .hasMessageContaining("event: 1: is acknowledged already, by Anne");
    }

    @Test
    void acknowledgedTwice_beforeTheFirstIsKept_isRefused_unlessThatIsWithdrawn() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        AlarmRequest first = new AlarmRequest.Acknowledge(1, "Anne", null);
        AlarmRequest second = new AlarmRequest.Acknowledge(1, "Paul", null);
        alarms.engine.check(first, 2000);
        assertThatThrownBy(() -> alarms.engine.check(second, 2001))
                .isInstanceOf(UnknownAlarmException.class)
                .hasMessageContaining("is acknowledged already, by Anne");
        alarms.engine.withdraw(first);
        assertThat(alarms.engine.check(second, 2002).by()).isEqualTo("Paul");
    }

    @Test
    void acknowledgedByNobodyKnown_alarmThatIsRaisedAnewCanBe() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.reading(2, 20);
        alarms.engine.check(new AlarmRequest.Acknowledge(1, null, null), 2001);
        assertThatThrownBy(() -> alarms.acknowledge(1, 2.5))
                .hasMessageContaining("is acknowledged already (expected: an alarm that nobody has acknowledged)");
        alarms.reading(3, 290);
        alarms.acknowledge(3, 4);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.ACKNOWLEDGED);
    }

    @Test
    void shelved_saysNothing_andIsRaisedAgainWhenItsConditionHoldsAtTheEnd() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.shelve(1, 2, 1);
        alarms.reading(10, 20);
        alarms.reading(20, 290);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.SHELVED);
        alarms.advance(70);
        assertThat(alarms.happened).containsExactly("1.0 raised", "2.0 shelved of 1", "62.0 unshelved of 1");
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
        assertThat(alarms.standingState()).isEqualTo(StandingAlarm.State.RAISED);
    }

    @Test
    void shelved_isGoneWhenItsConditionHoldsNoMoreAtTheEnd() throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.shelve(1, 2, 1);
        alarms.reading(10, 20);
        alarms.advance(70);
        assertThat(alarms.happened)
                .containsExactly("1.0 raised", "2.0 shelved of 1", "62.0 cleared of 1", "62.0 unshelved of 1");
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.NORMAL);
        assertThat(alarms.stands()).isNull();
    }

    @Test
    void unshelved_bySomebody_isTheSame() throws UnknownAlarmException {
        PlayedAlarms still = raised();
        still.shelve(1, 2, 1);
        still.unshelve(1, 3);
        assertThat(still.state("hot")).isEqualTo(AlarmState.RAISED);
        PlayedAlarms over = raised();
        over.shelve(1, 2, 1);
        over.reading(3, 20);
        over.unshelve(1, 4);
        over.advance(100);
        assertThat(over.happened).endsWith("4.0 cleared of 1", "4.0 unshelved of 1");
        assertThat(over.stands()).isNull();
        assertThatThrownBy(() -> still.unshelve(1, 5))
                .isInstanceOf(UnknownAlarmException.class)
                .hasMessageContaining("is raised");
    }

    @Test
    void shelvedWhenClearedAlready_thatAlarmIsGoneAtTheEnd_andAnotherIsRaisedIfItHoldsAgain()
            throws UnknownAlarmException {
        PlayedAlarms alarms = raised();
        alarms.reading(2, 20);
        alarms.shelve(1, 3, 1);
        alarms.reading(4, 290);
        alarms.advance(100);
        assertThat(alarms.happened)
                .containsExactly(
                        "1.0 raised", "2.0 cleared of 1", "3.0 shelved of 1", "63.0 unshelved of 1", "63.0 raised");
        StandingAlarm stands = alarms.stands();
        assertThat(stands).isNotNull();
        assertThat(Objects.requireNonNull(stands).alarm()).isEqualTo(5);
        alarms.acknowledge(5, 101);
    }

    @Test
    void stepsBeforeTheNumberIsKnown_waitForIt_inOrder() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        alarms.numbersAtOnce = false;
        alarms.reading(1, 290);
        alarms.reading(2, 20);
        alarms.reading(3, 290);
        assertThat(alarms.happened).containsExactly("1.0 raised");
        alarms.number();
        assertThat(alarms.happened).containsExactly("1.0 raised", "2.0 cleared of 1", "3.0 raised");
        assertThatThrownBy(() -> alarms.acknowledge(2, 4)).isInstanceOf(UnknownAlarmException.class);
    }

    /** The events alone say the same of an alarm as the engine that told them, so a restart changes nothing. */
    @Test
    void shelvedAgainAndAgain_whateverHoldsMeanwhile_eventsAndEngineAgree() throws UnknownAlarmException {
        for (int course = 0; course < 1 << 6; course++) {
            PlayedAlarms alarms = raised();
            for (int step = 0; step < 6; step++) {
                double time = 10 * (step + 1);
                alarms.reading(time, (course >> step & 1) == 1 ? 290 : 20);
                StandingAlarm stands = alarms.stands();
                if (stands != null && step % 2 == 0) {
                    alarms.shelve(stands.alarm(), time, 1);
                } else if (stands != null && stands.state() == StandingAlarm.State.SHELVED) {
                    alarms.unshelve(stands.alarm(), time);
                }
                StandingAlarm told = alarms.stands();
                assertThat(alarms.state("hot").name())
                        .as("course %s, step %s: %s", course, step, alarms.happened)
                        .isEqualTo(told == null ? "NORMAL" : told.state().name());
            }
        }
    }
}
