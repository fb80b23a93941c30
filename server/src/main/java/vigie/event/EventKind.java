package vigie.event;

import java.util.Locale;

/** What kind of thing happened. The first five are those of alarms, in the terms of ISA-18.2. */
public enum EventKind {
    /** The condition of a rule holds, for as long as the rule asks. */
    ALARM_RAISED,
    /** It does not hold any more. */
    ALARM_CLEARED,
    /** Somebody takes care of it. */
    ALARM_ACKNOWLEDGED,
    /** Somebody silences it for a while. */
    ALARM_SHELVED,
    /** That while is over, or was ended. */
    ALARM_UNSHELVED,
    /** Somebody wrote something. */
    NOTE,
    SOURCE_LOST,
    SOURCE_BACK,
    SENSOR_NEW,
    /** Something is wrong with the server itself, or is over. */
    TROUBLE;

    /** As on the wire, such as {@code alarm-raised}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is a step in the life of an alarm. */
    public boolean isAlarm() {
        return compareTo(ALARM_UNSHELVED) <= 0;
    }
}
