package vigie.past;

import java.time.Duration;
import java.util.List;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.event.Severity;
import vigie.protocol.Text;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/**
 * How often a rule would have fired.
 *
 * @param sensor on which sensor
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, not included; later than {@code from}
 * @param rule the rule
 */
public record AlarmQuery(SensorId sensor, long from, long to, AlarmRule rule) {
    /** What is asked when nothing is said of the beginning. */
    public static final Duration DEFAULT_RANGE = Duration.ofDays(1);

    private static final List<String> CONDITIONS = List.of("above", "below", "outside", "rate", "silent");
    private static final List<String> KNOWN = List.of(
            "sensor",
            "from",
            "to",
            "above",
            "below",
            "outside",
            "rate",
            "over",
            "silent",
            "hysteresis",
            "for",
            "clear-delay");

    /**
     * Reads {@code ?sensor=…&from=…&to=…&above=…&hysteresis=…&for=…&clear-delay=…}.
     *
     * @param now epoch milliseconds; the end of the range unless said
     * @throws QueryException when a parameter is wrong or missing
     */
    public static AlarmQuery parse(QueryParameters asked, long now) throws QueryException {
        asked.requireKnown(KNOWN);
        long to = asked.time("to", now, now);
        long from = asked.time("from", now, Math.max(0, to - DEFAULT_RANGE.toMillis()));
        if (from >= to) {
            throw new QueryException("from: " + from + " (expected: earlier than to, " + to + ")");
        }
        try {
            SensorId sensor = SensorId.parse(required(asked, "sensor", "one sensor, such as bench/temperature"));
            return new AlarmQuery(sensor, from, to, rule(asked, sensor));
        } catch (IllegalArgumentException e) {
            throw new QueryException(Text.shortened(String.valueOf(e.getMessage())));
        }
    }

    private static String required(QueryParameters asked, String name, String expected) throws QueryException {
        String text = asked.single(name);
        if (text == null) {
            throw new QueryException(name + ": missing (expected: " + expected + ")");
        }
        return text;
    }

    private static AlarmRule rule(QueryParameters asked, SensorId sensor) throws QueryException {
        SensorGlob glob = new SensorGlob(sensor.toString());
        return new AlarmRule(
                "asked",
                glob,
                condition(asked),
                asked.decimal("hysteresis", 0),
                asked.span("for", Duration.ZERO),
                asked.span("clear-delay", Duration.ZERO),
                Severity.INFO,
                null);
    }

    private static Condition condition(QueryParameters asked) throws QueryException {
        List<String> given = CONDITIONS.stream().filter(asked::has).toList();
        if (given.size() != 1) {
            throw new QueryException((given.isEmpty() ? "condition: none" : String.join(", ", given))
                    + " (expected: exactly one of " + String.join(", ", CONDITIONS) + ")");
        }
        return switch (given.get(0)) {
            case "above" -> new Condition.Above(asked.decimal("above", 0));
            case "below" -> new Condition.Below(asked.decimal("below", 0));
            case "outside" -> outside(required(asked, "outside", "LOW..HIGH"));
            case "rate" ->
                new Condition.RateOfChange(
                        asked.decimal("rate", 0), asked.span("over", Condition.RateOfChange.DEFAULT_OVER));
            default -> new Condition.Silent(asked.span("silent", Duration.ZERO));
        };
    }

    private static Condition outside(String text) throws QueryException {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new QueryException("outside: " + Text.shortened(text) + " (expected: LOW..HIGH, such as 10..20)");
        }
        return new Condition.Outside(
                QueryParameters.decimalOf("outside", text.substring(0, dots)),
                QueryParameters.decimalOf("outside", text.substring(dots + 2)));
    }
}
