package vigie.alarm.rule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.sensor.PrintableText;
import vigie.sensor.SensorInfo;

/**
 * What an alarm says: text with placeholders. {@code {value} {unit} {name} {sensor} {limit} {since}} stand for the value that
 * raised it (for a rate, per second), the sensor's unit, what people call it, its id, the rule's limit, and since when the condition
 * holds. Where a sensor has no unit, the space before it goes, too.
 *
 * @param template 1 to 200 characters
 */
public record AlarmText(String template) {
    private static final int LONGEST = 200;
    private static final List<String> KNOWN = List.of("value", "unit", "name", "sensor", "limit", "since");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    public AlarmText {
        if (template.isBlank() || template.length() > LONGEST || !PrintableText.isPrintable(template)) {
            throw new IllegalArgumentException(
                    "text: " + template + " (expected: 1 to " + LONGEST + " characters, no control characters)");
        }
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            requireKnown(String.valueOf(matcher.group(1)));
        }
    }

    private static void requireKnown(String placeholder) {
        if (!KNOWN.contains(placeholder)) {
            throw new IllegalArgumentException("text: {" + placeholder + "}: unknown placeholder (expected: "
                    + KNOWN.stream().map(known -> "{" + known + "}").collect(Collectors.joining(", ")) + ")");
        }
    }

    /**
     * The text for one sensor at one moment.
     *
     * @param measured the value, or the rate
     * @param sinceMillis since when the condition holds, epoch milliseconds
     */
    String fill(AlarmRule rule, SensorInfo sensor, double measured, long sinceMillis) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int from = 0;
        while (matcher.find()) {
            filled.append(template, from, matcher.start());
            append(filled, value(String.valueOf(matcher.group(1)), rule, sensor, measured, sinceMillis));
            from = matcher.end();
        }
        return filled.append(template, from, template.length()).toString().strip();
    }

    private static void append(StringBuilder filled, String value) {
        int last = filled.length() - 1;
        if (value.isEmpty() && last >= 0 && filled.charAt(last) == ' ') {
            filled.setLength(last);
        }
        filled.append(value);
    }

    private static String value(
            String placeholder, AlarmRule rule, SensorInfo sensor, double measured, long sinceMillis) {
        return switch (placeholder) {
            case "value" -> Wording.number(measured);
            case "unit" -> unit(rule.condition(), sensor.unit());
            case "name" -> sensor.name();
            case "sensor" -> sensor.id().toString();
            case "limit" -> rule.condition().limit();
            default ->
                Instant.ofEpochMilli(sinceMillis)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
        };
    }

    static String unit(Condition condition, @Nullable String unit) {
        if (condition instanceof Condition.RateOfChange) {
            return unit == null ? "per second" : unit + "/s";
        }
        return unit == null ? "" : unit;
    }
}
