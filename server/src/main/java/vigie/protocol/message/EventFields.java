package vigie.protocol.message;

import tools.jackson.core.JsonGenerator;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;

/** The fields of events and alarms, wherever they stand. Stateless. */
public final class EventFields {
    private EventFields() {}

    /** The fields of an event, into an object that was begun. */
    public static void write(JsonGenerator json, Event event) {
        Happening what = event.what();
        json.writeNumberProperty("id", event.id());
        json.writeNumberProperty("time", what.epochMillis());
        json.writeStringProperty("kind", what.kind().word());
        if (!what.subject().isEmpty()) {
            MessageWriter.writeText(json, subject(what.kind()), what.subject());
        }
        AlarmStep step = what.alarm();
        if (step != null) {
            json.writeStringProperty("severity", step.severity().word());
            MessageWriter.writeText(json, "rule", step.rule());
            json.writeNumberProperty("alarm", event.alarm());
            writeValue(json, step.value());
        }
        MessageWriter.writeText(json, "text", what.text());
        MessageWriter.writeText(json, "by", what.by());
        if (step != null) {
            writeUntil(json, step.untilMillis());
        }
        writeOver(json, what.over());
    }

    /** An alarm, as an object. */
    public static void write(JsonGenerator json, AlarmReport alarm) {
        json.writeStartObject();
        json.writeNumberProperty("alarm", alarm.alarm());
        MessageWriter.writeText(json, "rule", alarm.rule());
        MessageWriter.writeText(json, "sensor", alarm.sensor());
        json.writeStringProperty("severity", alarm.severity().word());
        json.writeStringProperty("state", alarm.state());
        json.writeNumberProperty("since", alarm.sinceMillis());
        writeValue(json, alarm.value());
        MessageWriter.writeText(json, "text", alarm.text());
        MessageWriter.writeText(json, "by", alarm.by());
        writeUntil(json, alarm.untilMillis());
        writeOver(json, alarm.over());
        json.writeEndObject();
    }

    /** What the subject of such an event is called. */
    private static String subject(EventKind kind) {
        return switch (kind) {
            case SOURCE_LOST, SOURCE_BACK -> "source";
            case TROUBLE -> "about";
            default -> "sensor";
        };
    }

    /** JSON has no word for what is not finite. */
    private static void writeValue(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty("value", value);
        }
    }

    private static void writeUntil(JsonGenerator json, long untilMillis) {
        if (untilMillis > 0) {
            json.writeNumberProperty("until", untilMillis);
        }
    }

    private static void writeOver(JsonGenerator json, boolean over) {
        if (over) {
            json.writeBooleanProperty("over", true);
        }
    }
}
