package vigie.alarm.trial;

import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmState;
import vigie.event.EventKind;
import vigie.sensor.SensorId;

/** What should be. Rule and sensor may be null: any. */
public sealed interface Expectation {
    /** The rule, by its id. */
    @Nullable
    String rule();

    /** The sensor. */
    @Nullable
    SensorId sensor();

    /** A state at one time. Where rule or sensor are not said: normal means all of them, other states some of them. */
    record State(
            long millis,
            AlarmState state,
            @Nullable String rule,
            @Nullable SensorId sensor) implements Expectation {}

    /** So many events of a kind from one time to another, both included. */
    record Count(
            EventKind kind,
            int count,
            long from,
            long to,
            @Nullable String rule,
            @Nullable SensorId sensor) implements Expectation {}
}
