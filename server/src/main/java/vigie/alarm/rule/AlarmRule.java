package vigie.alarm.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.event.Severity;
import vigie.sensor.PrintableText;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorInfo;

/**
 * When an alarm is raised and cleared.
 *
 * @param id its name, 1 to 100 characters, of its own
 * @param sensors which sensors it is for, each by itself
 * @param condition when it holds
 * @param hysteresis by how much the limit to clear is off the limit to raise (ISA-18.2: deadband), in the unit of the limit
 * @param onDelay for how long the condition must hold before the alarm is raised, up to a day
 * @param clearDelay for how long it must not hold before the alarm is cleared (off-delay), up to a day
 * @param severity how urgent
 * @param text what it says; null for what the condition says by itself
 */
public record AlarmRule(
        String id,
        SensorGlob sensors,
        Condition condition,
        double hysteresis,
        Duration onDelay,
        Duration clearDelay,
        Severity severity,
        @Nullable AlarmText text) {
    private static final int LONGEST_ID = 100;
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    /** Of the range, for the rule that a sensor has by its minimum and maximum. */
    private static final double RANGE_HYSTERESIS = 0.01;

    private static final MathContext RANGE_HYSTERESIS_DIGITS = new MathContext(3);
    private static final Duration RANGE_ON_DELAY = Duration.ofSeconds(1);
    private static final Duration RANGE_CLEAR_DELAY = Duration.ofSeconds(3);

    public AlarmRule {
        if (id.isBlank() || id.length() > LONGEST_ID || !PrintableText.isPrintable(id)) {
            throw new IllegalArgumentException(
                    "id: " + id + " (expected: 1 to " + LONGEST_ID + " characters, such as oven-hot)");
        }
        requireDelay("for", onDelay);
        requireDelay("clear-delay", clearDelay);
        requireHysteresis(hysteresis, condition);
    }

    /** A rule that raises and clears at once at one limit, a warning, with a name and a text made of its condition. */
    public static AlarmRule of(SensorGlob sensors, Condition condition) {
        return new AlarmRule(
                derivedId(sensors, condition),
                sensors,
                condition,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Severity.WARNING,
                null);
    }

    /** The name of a rule that was given none, such as {@code bench/temperature above 280}. */
    public static String derivedId(SensorGlob sensors, Condition condition) {
        String name = sensors.pattern() + " " + condition.word() + " " + condition.limit();
        return condition instanceof Condition.RateOfChange rate
                        && !rate.over().equals(Condition.RateOfChange.DEFAULT_OVER)
                ? name + " over " + Wording.span(rate.over())
                : name;
    }

    /** The rule that a sensor has by its minimum and maximum; null when it has neither. */
    static @Nullable AlarmRule range(SensorInfo sensor) {
        Double min = sensor.min();
        Double max = sensor.max();
        if (min == null) {
            return max == null ? null : range(sensor, new Condition.Above(max), Math.abs(max));
        }
        return max == null
                ? range(sensor, new Condition.Below(min), Math.abs(min))
                : range(sensor, new Condition.Outside(min, max), max - min);
    }

    private static AlarmRule range(SensorInfo sensor, Condition condition, double width) {
        return new AlarmRule(
                sensor.id() + " range",
                new SensorGlob(sensor.id().toString()),
                condition,
                rangeHysteresis(width),
                RANGE_ON_DELAY,
                RANGE_CLEAR_DELAY,
                Severity.WARNING,
                null);
    }

    /** As one would write it: binary fractions have many digits. */
    private static double rangeHysteresis(double width) {
        return new BigDecimal(RANGE_HYSTERESIS * width)
                .round(RANGE_HYSTERESIS_DIGITS)
                .doubleValue();
    }

    private static void requireDelay(String name, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(name + ": " + Wording.span(delay) + " (expected: 0s to 1d)");
        }
    }

    private static void requireHysteresis(double hysteresis, Condition condition) {
        double most = mostHysteresis(condition);
        if (!(hysteresis >= 0) || (hysteresis > 0 && hysteresis >= most)) {
            throw new IllegalArgumentException("hysteresis: " + Wording.number(hysteresis) + " (expected: "
                    + (most == 0 ? "none, silence has no limit in units" : "0 or more")
                    + (most > 0 && Double.isFinite(most)
                            ? ", less than " + Wording.number(most) + ", or it would never clear"
                            : "")
                    + ")");
        }
    }

    private static double mostHysteresis(Condition condition) {
        if (condition instanceof Condition.Outside outside) {
            return (outside.high() - outside.low()) / 2;
        }
        if (condition instanceof Condition.RateOfChange rate) {
            return rate.perSecond();
        }
        return condition instanceof Condition.Silent ? 0 : Double.POSITIVE_INFINITY;
    }

    /** What it says of a sensor now. */
    public String textFor(SensorInfo sensor, double measured, long sinceMillis) {
        return (text == null ? condition.defaultText() : text).fill(this, sensor, measured, sinceMillis);
    }

    /** What it says of a sensor when it is over. */
    public String clearedText(SensorInfo sensor, double measured) {
        if (condition instanceof Condition.Silent) {
            return sensor.name() + " speaks again";
        }
        String unit = AlarmText.unit(condition, sensor.unit());
        return (sensor.name() + " back to normal: " + Wording.number(measured) + " " + unit).strip();
    }
}
