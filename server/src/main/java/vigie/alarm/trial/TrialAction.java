package vigie.alarm.trial;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * What somebody does to the newest alarm of a rule.
 *
 * @param millis when
 * @param kind what
 * @param rule the rule, by its id
 * @param sensor on which; null when it is plain
 * @param shelf for how long it is shelved, if it is
 */
public record TrialAction(
        long millis, Kind kind, String rule, @Nullable SensorId sensor, Duration shelf) {
    /** What can be done. */
    public enum Kind {
        ACKNOWLEDGE,
        SHELVE,
        UNSHELVE
    }
}
