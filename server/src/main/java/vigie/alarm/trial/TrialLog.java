package vigie.alarm.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.alarm.AlarmEngine;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.journal.UnknownAlarmException;

/** In the place of the event log: numbers what happens at once, and remembers it. */
final class TrialLog {
    private final List<Event> events = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private @Nullable AlarmEngine engine;

    void handTo(AlarmEngine newEngine) {
        engine = newEngine;
    }

    void happened(Happening what) {
        Event event = new Event(events.size() + 1L, what);
        events.add(event);
        lines.add(at(what.epochMillis()) + what.kind().word() + "  " + rule(event) + "  " + what.subject()
                + (what.text() == null ? "" : "  " + what.text()));
        if (engine != null) {
            engine.apply(event);
        }
    }

    void trouble(Trouble trouble) {
        lines.add(at(trouble.epochMillis()) + "trouble  " + trouble.about() + "  " + trouble.text());
    }

    private static String at(long epochMillis) {
        return Clockwork.offset(epochMillis - Clockwork.START) + "  ";
    }

    List<Event> events() {
        return events;
    }

    List<String> lines() {
        return lines;
    }

    static String rule(Event event) {
        AlarmStep step = event.what().alarm();
        return step == null ? "" : step.rule();
    }

    /** The number of the alarm that is meant. */
    long newestAlarm(TrialAction action) throws UnknownAlarmException {
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            boolean sensorFits = action.sensor() == null
                    || Objects.equals(action.sensor().toString(), event.what().subject());
            if (event.what().kind() == EventKind.ALARM_RAISED
                    && sensorFits
                    && action.rule().equals(rule(event))) {
                return event.id();
            }
        }
        throw new UnknownAlarmException("no alarm was raised by it so far");
    }
}
