package vigie.live.frame;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.journal.EventsNow;
import vigie.journal.StandingAlarm;
import vigie.live.view.View;
import vigie.protocol.message.AlarmReport;
import vigie.protocol.message.EventsReport;
import vigie.sensor.SensorId;

/** What the event log says, as frames for one view. Stateless. */
public final class EventFrames {
    /** So many are written at once; then it is looked whether the connection takes more. */
    public static final int AT_ONCE = 20;

    private EventFrames() {}

    /** Whether a view shows an event: what is about no sensor everybody sees. */
    public static boolean shows(View view, Event event) {
        EventKind kind = event.what().kind();
        boolean aboutSensor = kind.isAlarm() || kind == EventKind.SENSOR_NEW || kind == EventKind.NOTE;
        String subject = event.what().subject();
        return !aboutSensor || subject.isEmpty() || view.covers(SensorId.parse(subject));
    }

    /** One message each, of those that the view shows. */
    public static void events(FrameWriter writer, ByteBuf frames, View view, List<Event> events) {
        for (Event event : events) {
            if (shows(view, event)) {
                event(writer, frames, event);
            }
        }
    }

    public static void event(FrameWriter writer, ByteBuf frames, Event event) {
        writer.append(frames, (messages, out) -> messages.event(out, event));
    }

    /**
     * What the events add up to, for a welcome.
     *
     * @param from when not all that were missed can be told: those after this number are; otherwise null
     */
    public static EventsReport report(View view, EventsNow now, @Nullable Long from, List<String> here) {
        return new EventsReport(
                now.last(),
                from,
                now.alarms().stream()
                        .filter(alarm -> view.covers(SensorId.parse(alarm.sensor())))
                        .map(EventFrames::report)
                        .toList(),
                now.troubles(),
                here);
    }

    private static AlarmReport report(StandingAlarm alarm) {
        return new AlarmReport(
                alarm.alarm(),
                alarm.rule(),
                alarm.sensor(),
                alarm.severity(),
                alarm.state().word(),
                alarm.sinceMillis(),
                alarm.value(),
                alarm.text(),
                alarm.by(),
                alarm.untilMillis(),
                alarm.over());
    }
}
