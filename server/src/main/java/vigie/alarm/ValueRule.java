package vigie.alarm;

import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmLife;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;

/** A rule on what readings say: their values, or how fast they change. */
final class ValueRule extends BoundRule {
    private final Condition.OfReadings condition;
    private final double hysteresis;
    private final @Nullable RateWindow window;

    ValueRule(AlarmRule rule, Condition.OfReadings condition, SensorRules sensor, AlarmLife life, Deadlines deadlines) {
        super(rule, sensor, life, deadlines);
        this.condition = condition;
        hysteresis = rule.hysteresis();
        window = condition instanceof Condition.RateOfChange rate ? new RateWindow(rate.over()) : null;
    }

    @Override
    void reading(long epochMillis, double value, long nowMillis) {
        double measured = window == null ? value : window.rate(epochMillis, value);
        settleBefore(epochMillis);
        become(condition.holds(measured, isStanding() ? hysteresis : 0), measured, epochMillis, nowMillis);
    }

    @Override
    void sensorSetBack(long epochMillis) {
        super.sensorSetBack(epochMillis);
        if (window != null) {
            window.clear();
        }
    }
}
