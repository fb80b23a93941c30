package vigie.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.journal.StandingAlarm.State;

/**
 * The alarms that stand, as the events so far add up to. A step that does not fit, such as the acknowledgement of an alarm that is
 * gone, changes nothing. Not thread-safe.
 */
public final class StandingAlarms {
    private final TreeMap<Long, StandingAlarm> byNumber = new TreeMap<>();
    private final Map<Origin, Long> numbers = new HashMap<>();

    private record Origin(String rule, String sensor) {
        static Origin of(StandingAlarm alarm) {
            return new Origin(alarm.rule(), alarm.sensor());
        }
    }

    /** The next event. Whether anything is different afterwards; other events than steps of alarms change nothing. */
    public boolean apply(Event event) {
        AlarmStep step = event.what().alarm();
        if (step == null) {
            return false;
        }
        StandingAlarm alarm = byNumber.get(event.alarm());
        return switch (event.what().kind()) {
            case ALARM_RAISED -> raise(event, step);
            case ALARM_CLEARED -> alarm != null && clear(alarm);
            case ALARM_ACKNOWLEDGED -> alarm != null && acknowledge(alarm, event.what());
            case ALARM_SHELVED ->
                alarm != null && put(alarm.shelved(event.what().by(), step.untilMillis()), alarm);
            case ALARM_UNSHELVED -> alarm != null && alarm.state() == State.SHELVED && unshelve(alarm);
            default -> false;
        };
    }

    /** One of them, by the number of the event that raised it; null when it does not stand. */
    public @Nullable StandingAlarm get(long alarm) {
        return byNumber.get(alarm);
    }

    /** The one of a rule and a sensor; null when none stands. */
    public @Nullable StandingAlarm find(String rule, String sensor) {
        Long number = numbers.get(new Origin(rule, sensor));
        return number == null ? null : byNumber.get(number);
    }

    /** All of them, the oldest first; a list that does not change any more. */
    public List<StandingAlarm> list() {
        return List.copyOf(byNumber.values());
    }

    /** There is one of a rule and a sensor: a new one takes the place of one that nobody has acknowledged yet. */
    private boolean raise(Event event, AlarmStep step) {
        Happening what = event.what();
        StandingAlarm before = find(step.rule(), what.subject());
        if (before != null) {
            remove(before);
        }
        StandingAlarm raised = new StandingAlarm(
                event.id(),
                step.rule(),
                what.subject(),
                step.severity(),
                State.RAISED,
                what.epochMillis(),
                step.value(),
                what.text(),
                null,
                0,
                false);
        byNumber.put(event.id(), raised);
        numbers.put(Origin.of(raised), event.id());
        return true;
    }

    private boolean clear(StandingAlarm alarm) {
        return switch (alarm.state()) {
            case RAISED -> put(alarm.as(State.CLEARED, null), alarm);
            case ACKNOWLEDGED -> remove(alarm);
            case SHELVED -> put(alarm.clearedOnTheShelf(), alarm);
            case CLEARED -> false;
        };
    }

    private boolean acknowledge(StandingAlarm alarm, Happening what) {
        return switch (alarm.state()) {
            case RAISED -> put(alarm.as(State.ACKNOWLEDGED, what.by()), alarm);
            case CLEARED -> remove(alarm);
            case ACKNOWLEDGED, SHELVED -> false;
        };
    }

    private boolean unshelve(StandingAlarm alarm) {
        return alarm.over() ? remove(alarm) : put(alarm.as(State.RAISED, null), alarm);
    }

    private boolean put(StandingAlarm alarm, StandingAlarm before) {
        byNumber.put(alarm.alarm(), alarm);
        return !alarm.equals(before);
    }

    private boolean remove(StandingAlarm alarm) {
        numbers.remove(Origin.of(alarm));
        return byNumber.remove(alarm.alarm()) != null;
    }
}
