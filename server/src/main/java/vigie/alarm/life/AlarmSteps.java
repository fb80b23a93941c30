package vigie.alarm.life;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.sensor.SensorId;
import vigie.work.RingQueue;

/**
 * The steps of one rule's alarms on one sensor, on their way to being told. An alarm has the number of the event that raised it,
 * which is known a moment later: the steps after it wait until then, so they are told in order and with the number.
 */
public final class AlarmSteps {
    /** When the number does not come and so many steps wait, its event was lost; they are given up: {@value}. */
    private static final int MOST_WAITING = 100;

    private final String rule;
    private final Severity severity;
    private final SensorId sensor;
    private final Consumer<Happening> out;
    private final RingQueue<Happening> waiting = new RingQueue<>();
    private boolean numberAwaited;
    private long number;

    AlarmSteps(String rule, Severity severity, SensorId sensor, Consumer<Happening> out) {
        this.rule = rule;
        this.severity = severity;
        this.sensor = sensor;
        this.out = out;
    }

    /** The number of the alarm that was raised last, as far as it is known; 0 when there was none. */
    long number() {
        return number;
    }

    /** Whether the alarm that was raised last has this number. */
    boolean areOf(long alarm) {
        return number == alarm && !numberAwaited;
    }

    /** What follows is about an alarm of before. */
    void goOn(long alarm) {
        number = alarm;
    }

    /** The last raising has this number. */
    void numbered(long alarm) {
        number = alarm;
        numberAwaited = false;
        send();
    }

    /** A step that is to be told, with room for it to wait. Changes nothing, so that it may fail for want of memory. */
    Happening step(EventKind kind, long epochMillis, double value, @Nullable String text) {
        waiting.ensureRoom(2);
        return happening(kind, epochMillis, new AlarmStep(rule, severity, 0, value, 0), text);
    }

    /** Tells a step, at once or when it can be told. */
    void say(Happening step) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.removeFirst(waiting.size());
            numberAwaited = false;
            number = 0;
        }
        waiting.addLast(step);
        send();
    }

    /** A step that somebody asks for; it is not told here. */
    Happening asked(EventKind kind, long epochMillis, long until, @Nullable String text) {
        return happening(kind, epochMillis, new AlarmStep(rule, severity, number, Double.NaN, until), text);
    }

    private void send() {
        while (!numberAwaited && !waiting.isEmpty()) {
            Happening next = waiting.get(0);
            boolean raises = next.kind() == EventKind.ALARM_RAISED;
            Happening told = raises || number == 0 ? next : withNumber(next);
            waiting.removeFirst(1);
            numberAwaited = raises;
            if (raises || number != 0) {
                out.accept(told);
            }
        }
    }

    private Happening withNumber(Happening told) {
        AlarmStep step = told.alarm();
        double value = step == null ? Double.NaN : step.value();
        return happening(told.kind(), told.epochMillis(), new AlarmStep(rule, severity, number, value, 0), told.text());
    }

    private Happening happening(EventKind kind, long epochMillis, AlarmStep step, @Nullable String text) {
        return Happening.alarm(kind, epochMillis, sensor, step, text);
    }
}
