package vigie.protocol.message;

import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import vigie.event.Event;
import vigie.sensor.SensorInfo;
import vigie.sensor.SourceStatus;

/** The fields of a welcome, of which some stand elsewhere too. Stateless. */
public final class WelcomeFields {
    private WelcomeFields() {}

    /** All that are the same for every session with the same view, into a message that was begun. */
    static void write(JsonGenerator json, Welcome welcome) {
        json.writeStringProperty("protocol", MessageWriter.PROTOCOL);
        json.writeStringProperty("server", welcome.server());
        json.writeStringProperty("epoch", welcome.epoch());
        json.writeNumberProperty("seq", welcome.seq());
        json.writeNumberProperty("time", welcome.epochMillis());
        json.writeNumberProperty("tick", welcome.tickMillis());
        sensors(json, welcome.sensors());
        sources(json, welcome.sources());
        events(json, welcome.events());
        if (welcome.stills() != null) {
            stills(json, welcome.stills());
        }
    }

    /** What is known of sensors, with the newest reading of each. */
    public static void sensors(JsonGenerator json, List<SensorReport> sensors) {
        json.writeArrayPropertyStart("sensors");
        for (SensorReport sensor : sensors) {
            sensor(json, sensor);
        }
        json.writeEndArray();
    }

    private static void sensor(JsonGenerator json, SensorReport sensor) {
        json.writeStartObject();
        info(json, sensor.info());
        json.writeStringProperty("status", sensor.status().word());
        MessageWriter.writeText(json, "cause", sensor.cause());
        json.writeNumberProperty("since", sensor.sinceMillis());
        if (sensor.cadenceMillis() > 0 && sensor.info().cadence() == null) {
            json.writeNumberProperty("cadence", sensor.cadenceMillis());
        }
        SensorReport.Last last = sensor.last();
        if (last != null) {
            json.writeArrayPropertyStart("last");
            json.writeNumber(last.epochMillis());
            json.writeNumber(last.value());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** What a sensor is, into an object that was begun. */
    static void info(JsonGenerator json, SensorInfo info) {
        MessageWriter.writeText(json, "id", info.id().toString());
        json.writeStringProperty("source", info.id().source());
        MessageWriter.writeText(json, "name", info.name());
        MessageWriter.writeText(json, "unit", info.unit());
        if (info.min() != null) {
            json.writeNumberProperty("min", info.min());
        }
        if (info.max() != null) {
            json.writeNumberProperty("max", info.max());
        }
        cadenceSet(json, info);
    }

    private static void cadenceSet(JsonGenerator json, SensorInfo info) {
        Duration cadence = info.cadence();
        if (cadence != null) {
            json.writeNumberProperty("cadence", cadence.toMillis());
            json.writeBooleanProperty("cadenceSet", true);
        }
    }

    private static void sources(JsonGenerator json, List<SourceStatus> sources) {
        json.writeArrayPropertyStart("sources");
        for (SourceStatus source : sources) {
            json.writeStartObject();
            source(json, source);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How a source is, into an object that was begun. */
    static void source(JsonGenerator json, SourceStatus source) {
        MessageWriter.writeText(json, "id", source.id());
        MessageWriter.writeText(json, "name", source.name());
        MessageWriter.writeText(json, "detail", source.detail());
        json.writeStringProperty("state", source.state().word());
        MessageWriter.writeText(json, "cause", source.cause());
        json.writeNumberProperty("since", source.sinceMillis());
    }

    private static void events(JsonGenerator json, EventsReport events) {
        json.writeNumberProperty("event", events.last());
        json.writeArrayPropertyStart("alarms");
        events.alarms().forEach(alarm -> EventFields.write(json, alarm));
        json.writeEndArray();
        json.writeArrayPropertyStart("troubles");
        for (Event trouble : events.troubles()) {
            json.writeStartObject();
            EventFields.write(json, trouble);
            json.writeEndObject();
        }
        json.writeEndArray();
        names(json, "here", events.here());
    }

    /** The sensors that give stills. */
    public static void stills(JsonGenerator json, List<StillReport> stills) {
        json.writeArrayPropertyStart("stills");
        for (StillReport still : stills) {
            json.writeStartObject();
            SensorInfo info = still.info();
            json.writeStringProperty("sensor", info.id().toString());
            json.writeStringProperty("source", info.id().source());
            MessageWriter.writeText(json, "name", info.name());
            cadenceSet(json, info);
            if (still.lastMillis() > 0) {
                json.writeNumberProperty("last", still.lastMillis());
            } else {
                json.writeNullProperty("last");
            }
            MessageWriter.writeText(json, "media", still.media());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Names of people. */
    static void names(JsonGenerator json, String field, List<String> names) {
        json.writeArrayPropertyStart(field);
        names.forEach(json::writeString);
        json.writeEndArray();
    }
}
