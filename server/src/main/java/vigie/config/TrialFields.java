package vigie.config;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.work.Durations;

/** Reads the fields that many parts of a trial have: times from its beginning, and sensors. */
final class TrialFields {
    private TrialFields() {}

    static long at(Section section) throws ConfigException {
        return span("at", section.requiredText("at", Durations.EXPECTED + ", from the beginning"));
    }

    static long span(String name, String text) {
        try {
            return Durations.parse(text).toMillis();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    static @Nullable SensorId optionalSensor(Section section) throws ConfigException {
        String text = section.optionalText("sensor");
        return text == null ? null : sensorId("sensor", text);
    }

    /** A sensor by its id, or as the device spells it. */
    static SensorId sensorId(String name, String text) {
        SensorId id = new SensorGlob(text).asId();
        if (id == null) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: <source>/<channel>)");
        }
        return id;
    }
}
