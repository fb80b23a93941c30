package vigie.event;

import org.jspecify.annotations.Nullable;
import vigie.sensor.PrintableText;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SourceStatus;

/**
 * Something that happened, before it has a number.
 *
 * @param kind what kind of thing
 * @param epochMillis when
 * @param subject the sensor id (alarms, new sensors, notes about one), the source id, or what a trouble is about; empty for a note
 *     about nothing in particular
 * @param text in words; null when the kind says it all
 * @param by who did it, if a person did and said who
 * @param alarm more, if it is a step in the life of an alarm
 * @param over of a trouble: whether it is over
 */
public record Happening(
        EventKind kind,
        long epochMillis,
        String subject,
        @Nullable String text,
        @Nullable String by,
        @Nullable AlarmStep alarm,
        boolean over) {
    public Happening {
        if (kind.isAlarm() != (alarm != null)) {
            throw new IllegalArgumentException(kind + ": " + alarm + " (expected: a step for alarms only)");
        }
        subject = PrintableText.line(subject);
        text = text == null ? null : PrintableText.lines(text);
        by = by == null ? null : PrintableText.name(by);
    }

    /** A step in the life of an alarm. */
    public static Happening alarm(
            EventKind kind, long epochMillis, SensorId sensor, AlarmStep step, @Nullable String text) {
        return new Happening(kind, epochMillis, sensor.toString(), text, null, step, false);
    }

    /** Somebody wrote something; {@code about} is what sensor's, if any's. */
    public static Happening note(long epochMillis, @Nullable SensorId about, @Nullable String by, String text) {
        return new Happening(EventKind.NOTE, epochMillis, about == null ? "" : about.toString(), text, by, null, false);
    }

    /** A source was lost, or is back. */
    public static Happening source(EventKind kind, SourceStatus source) {
        return new Happening(kind, source.sinceMillis(), source.id(), source.cause(), null, null, false);
    }

    /** A sensor was heard for the first time. */
    public static Happening sensorNew(long epochMillis, SensorInfo sensor) {
        return new Happening(
                EventKind.SENSOR_NEW, epochMillis, sensor.id().toString(), sensor.name(), null, null, false);
    }

    /** A trouble begins, is another, or is over. */
    public static Happening trouble(Trouble trouble) {
        return new Happening(
                EventKind.TROUBLE, trouble.epochMillis(), trouble.about(), trouble.text(), null, null, trouble.over());
    }

    /** The same, done by somebody. */
    public Happening by(@Nullable String who) {
        return new Happening(kind, epochMillis, subject, text, who, alarm, over);
    }
}
