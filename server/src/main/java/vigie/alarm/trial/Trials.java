package vigie.alarm.trial;

import java.util.List;
import java.util.function.Predicate;
import vigie.alarm.rule.AlarmRule;
import vigie.sensor.SensorId;

/**
 * Rules, and the trials they must stand.
 *
 * @param rules the rules
 * @param sensors what is known of sensors
 * @param ranged which sensors have the rule of their minimum and maximum
 * @param trials what is played, one after the other
 */
public record Trials(List<AlarmRule> rules, SensorSource sensors, Predicate<SensorId> ranged, List<Trial> trials) {
    public Trials {
        rules = List.copyOf(rules);
        trials = List.copyOf(trials);
    }
}
