package vigie.alarm.life;

import java.util.Locale;
import vigie.journal.StandingAlarm;

/**
 * How a rule does on a sensor. In brackets the state's name in the diagram of alarm states of ANSI/ISA-18.2-2016; the page's and
 * the configuration's word is {@link #word()}.
 */
public enum AlarmState {
    /** Its condition does not hold, and nobody need care (NORM). */
    NORMAL,
    /** Its condition holds, not yet for as long as the rule asks: the on-delay runs (NORM). */
    PENDING,
    /** An alarm that nobody has acknowledged (UNACK). */
    RAISED,
    /** An alarm that somebody takes care of (ACKED). */
    ACKNOWLEDGED,
    /** Back to normal before anybody acknowledged it (RTNUN). */
    CLEARED,
    /** Silenced by somebody for a while (SHLVD). */
    SHELVED;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlarmState of(StandingAlarm.State state) {
        return switch (state) {
            case RAISED -> RAISED;
            case ACKNOWLEDGED -> ACKNOWLEDGED;
            case CLEARED -> CLEARED;
            case SHELVED -> SHELVED;
        };
    }
}
