package vigie.journal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vigie.event.Severity;

/**
 * An alarm that somebody should know of.
 *
 * @param alarm the number of the event that raised it
 * @param rule the rule, by its id
 * @param sensor the sensor, by its id
 * @param severity how urgent
 * @param state how it stands
 * @param sinceMillis when it was raised, epoch milliseconds
 * @param value the value at that moment; NaN when there is none
 * @param text what it says, if anything
 * @param by who acknowledged or shelved it, if they said so
 * @param untilMillis until when it is shelved, epoch milliseconds; 0 when it is not
 * @param over of a shelved one: that it was cleared, so it goes when the shelf ends
 */
public record StandingAlarm(
        long alarm,
        String rule,
        String sensor,
        Severity severity,
        State state,
        long sinceMillis,
        double value,
        @Nullable String text,
        @Nullable String by,
        long untilMillis,
        boolean over) {
    /** How an alarm stands, in the terms of ISA-18.2. */
    public enum State {
        /** Its condition holds, and nobody said that they take care. */
        RAISED,
        /** Its condition holds; somebody takes care. */
        ACKNOWLEDGED,
        /** Its condition holds no more; nobody said that they saw it. */
        CLEARED,
        /** Somebody silenced it for a while. */
        SHELVED;

        /** As on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its condition holds, as far as that was told: what it does on the shelf is not. */
    public boolean holds() {
        return state != State.CLEARED && !over;
    }

    /** Not shelved. */
    StandingAlarm as(State newState, @Nullable String who) {
        return with(newState, who, 0, false);
    }

    StandingAlarm shelved(@Nullable String who, long until) {
        return with(State.SHELVED, who, until, !holds());
    }

    StandingAlarm clearedOnTheShelf() {
        return with(State.SHELVED, by, untilMillis, true);
    }

    private StandingAlarm with(State newState, @Nullable String who, long until, boolean isOver) {
        return new StandingAlarm(alarm, rule, sensor, severity, newState, sinceMillis, value, text, who, until, isOver);
    }
}
