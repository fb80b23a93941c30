package vigie.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmLife;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.alarm.rule.RuleBook;
import vigie.event.Happening;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** The sensors that are known, each with the rules that mean it. Belongs to an {@link AlarmEngine}. */
final class RuleBindings {
    private final Map<SensorId, SensorRules> sensors = new HashMap<>();
    private final RuleBook book;
    private final Predicate<SensorId> ranged;
    private final Deadlines deadlines;
    private final Consumer<Happening> happenings;
    private final RuleFaults faults;

    /**
     * @param ranged which sensors have the rule of their minimum and maximum
     * @param happenings told what happens to an alarm
     */
    RuleBindings(
            RuleBook book,
            Predicate<SensorId> ranged,
            Deadlines deadlines,
            Consumer<Happening> happenings,
            RuleFaults faults) {
        this.book = book;
        this.ranged = ranged;
        this.deadlines = deadlines;
        this.happenings = happenings;
        this.faults = faults;
    }

    /** A sensor is known, or known better. */
    SensorRules sensor(SensorInfo info, long epochMillis) {
        SensorRules known = sensors.get(info.id());
        if (known == null) {
            known = new SensorRules(info, faults);
            add(known, epochMillis);
        } else {
            known.describe(info);
        }
        return known;
    }

    /** A rule on a sensor; null when it does not mean that, or is left out there. */
    @Nullable
    BoundRule find(String rule, SensorId sensor) {
        SensorRules found = sensors.get(sensor);
        if (found != null) {
            for (BoundRule bound : found.rules()) {
                if (bound.rule().id().equals(rule)) {
                    return bound;
                }
            }
        }
        return null;
    }

    /** Every rule on every sensor. */
    List<BoundRule> all() {
        List<BoundRule> all = new ArrayList<>();
        sensors.values().forEach(sensor -> all.addAll(List.of(sensor.rules())));
        return all;
    }

    /** How many readings came too late to count. */
    long late() {
        return sensors.values().stream().mapToLong(SensorRules::late).sum();
    }

    /** With all its rules, or not at all. */
    private void add(SensorRules sensor, long epochMillis) {
        try {
            bind(sensor, epochMillis);
            sensors.put(sensor.info().id(), sensor);
        } catch (OutOfMemoryError e) {
            sensors.remove(sensor.info().id());
            for (BoundRule rule : sensor.rules()) {
                rule.forget();
            }
            throw e;
        }
    }

    private void bind(SensorRules sensor, long epochMillis) {
        SensorInfo info = sensor.info();
        List<BoundRule> bound = new ArrayList<>();
        for (AlarmRule rule : book.rulesFor(info, ranged.test(info.id()))) {
            bound.add(bound(rule, sensor));
        }
        sensor.setRules(bound.toArray(BoundRule[]::new));
        for (BoundRule rule : bound) {
            rule.arm(epochMillis);
        }
    }

    private BoundRule bound(AlarmRule rule, SensorRules sensor) {
        AlarmLife life = new AlarmLife(rule.id(), rule.severity(), sensor.info().id(), happenings);
        if (rule.condition() instanceof Condition.OfReadings condition) {
            return new ValueRule(rule, condition, sensor, life, deadlines);
        }
        Condition.Silent condition = (Condition.Silent) rule.condition();
        return new SilenceRule(rule, condition.silence(), sensor, life, deadlines, faults);
    }
}
