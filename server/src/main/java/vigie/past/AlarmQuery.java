package vigie.past;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alarm.AlarmRule;
import vigie.alarm.Condition;
import vigie.protocol.Text;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.Severity;

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
            "sensor", "from", "to", "above", "below", "outside", "rate", "over", "silent", "hysteresis", "for",
            "clear-delay");

    /**
     * Reads {@code ?sensor=…&from=…&to=…&above=…&hysteresis=…&for=…&clear-delay=…}.
     *
     * @param now epoch milliseconds; the end of the range unless said
     * @throws QueryException when a parameter is wrong or missing
     */
    public static AlarmQuery parse(Map<String, List<String>> parameters, long now) throws QueryException {
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new QueryException(
                        Text.shortened(name) + ": not known (expected: " + String.join(", ", KNOWN) + ")");
            }
        }
        Asked asked = new Asked(parameters);
        long to = asked.time("to", now, now);
        long from = asked.time("from", Math.max(0, to - DEFAULT_RANGE.toMillis()), now);
        if (from >= to) {
            throw new QueryException("from: " + from + " (expected: earlier than to, " + to + ")");
        }
        try {
            SensorId sensor = SensorId.parse(asked.required("sensor", "one sensor, such as bench/temperature"));
            return new AlarmQuery(sensor, from, to, rule(asked, sensor));
        } catch (IllegalArgumentException e) {
            throw new QueryException(Text.shortened(String.valueOf(e.getMessage())));
        }
    }

    private static AlarmRule rule(Asked asked, SensorId sensor) throws QueryException {
        SensorGlob glob = new SensorGlob(sensor.toString());
        return new AlarmRule(
                "asked",
                glob,
                condition(asked),
                asked.number("hysteresis", 0),
                asked.span("for", Duration.ZERO),
                asked.span("clear-delay", Duration.ZERO),
                Severity.INFO,
                null);
    }

    private static Condition condition(Asked asked) throws QueryException {
        List<String> given =
                CONDITIONS.stream().filter(asked.parameters()::containsKey).toList();
        if (given.size() != 1) {
            throw new QueryException((given.isEmpty() ? "condition: none" : String.join(", ", given))
                    + " (expected: exactly one of " + String.join(", ", CONDITIONS) + ")");
        }
        return switch (given.get(0)) {
            case "above" -> new Condition.Above(asked.number("above", 0));
            case "below" -> new Condition.Below(asked.number("below", 0));
            case "outside" -> outside(asked.required("outside", "LOW..HIGH"));
            case "rate" ->
                new Condition.RateOfChange(
                        asked.number("rate", 0), asked.span("over", Condition.RateOfChange.DEFAULT_OVER));
            default -> new Condition.Silent(asked.span("silent", Duration.ZERO));
        };
    }

    private static Condition outside(String text) throws QueryException {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new QueryException("outside: " + Text.shortened(text) + " (expected: LOW..HIGH, such as 10..20)");
        }
        return new Condition.Outside(
                Asked.number("outside", text.substring(0, dots)), Asked.number("outside", text.substring(dots + 2)));
    }

    /** The parameters, each at most once. */
    private record Asked(Map<String, List<String>> parameters) {
        @Nullable
        String text(String name) throws QueryException {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw new QueryException(name + ": " + values.size() + " times (expected: once)");
            }
            return values.isEmpty() ? null : values.get(0);
        }

        String required(String name, String expected) throws QueryException {
            String text = text(name);
            if (text == null) {
                throw new QueryException(name + ": missing (expected: " + expected + ")");
            }
            return text;
        }

        long time(String name, long otherwise, long now) throws QueryException {
            String text = text(name);
            return text == null ? otherwise : QueryTime.parse(name, text, now);
        }

        Duration span(String name, Duration otherwise) throws QueryException {
            String text = text(name);
            return text == null ? otherwise : QueryTime.span(name, text);
        }

        double number(String name, double otherwise) throws QueryException {
            String text = text(name);
            return text == null ? otherwise : number(name, text);
        }

        static double number(String name, String text) throws QueryException {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new QueryException(name + ": " + Text.shortened(text) + " (expected: a number)");
            }
        }
    }
}
