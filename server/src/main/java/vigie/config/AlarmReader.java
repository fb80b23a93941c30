package vigie.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.AlarmText;
import vigie.alarm.rule.Condition;
import vigie.event.Severity;
import vigie.notify.WebhookSettings;
import vigie.sensor.SensorGlob;

/** Reads {@code alarms} and {@code webhooks}. */
final class AlarmReader {
    private static final String CONDITIONS = "above, below, outside, rate or silent";
    private static final List<String> CONDITION_NAMES = List.of("above", "below", "outside", "rate", "silent");
    private static final Map<String, Severity> SEVERITIES = severities();

    private AlarmReader() {}

    static List<AlarmRule> rules(Section top) throws ConfigException {
        List<AlarmRule> rules = new ArrayList<>();
        Map<String, Place> ids = new HashMap<>();
        for (Node item : top.items("alarms")) {
            Section section = Section.of(item, "alarm");
            AlarmRule rule = section.make(() -> rule(section));
            section.requireNothingElse();
            Place before = ids.putIfAbsent(rule.id(), item.place());
            if (before != null) {
                throw item.place()
                        .problem("id: " + rule.id() + ": used already at " + before + " (expected: an id of its own)");
            }
            rules.add(rule);
        }
        return rules;
    }

    static List<WebhookSettings> webhooks(Section top) throws ConfigException {
        List<WebhookSettings> hooks = new ArrayList<>();
        for (Node item : top.items("webhooks")) {
            Section section = Section.of(item, "webhook");
            hooks.add(section.make(() -> new WebhookSettings(
                    WebhookSettings.parseUrl(
                            section.requiredText("url", "an address such as http://127.0.0.1:9000/hook")),
                    section.choice("severity", Severity.INFO, SEVERITIES),
                    section.duration("timeout", WebhookSettings.DEFAULT_TIMEOUT))));
            section.requireNothingElse();
        }
        return hooks;
    }

    private static AlarmRule rule(Section section) throws ConfigException {
        SensorGlob sensors = sensors(section);
        Condition condition = condition(section);
        String id = section.optionalText("id");
        @Nullable String text = section.optionalText("text");
        return new AlarmRule(
                id == null ? AlarmRule.derivedId(sensors, condition) : id,
                sensors,
                condition,
                section.number("hysteresis", 0),
                section.duration("for", Duration.ZERO),
                section.duration("clear-delay", Duration.ZERO),
                section.choice("severity", Severity.WARNING, SEVERITIES),
                text == null ? null : new AlarmText(text));
    }

    private static SensorGlob sensors(Section section) throws ConfigException {
        String pattern = section.text("sensor", "*");
        if (!pattern.contains("*") && !pattern.contains("/")) {
            throw new IllegalArgumentException("sensor: " + pattern
                    + " (expected: a sensor such as bench/temperature, or a glob such as bench/*)");
        }
        return new SensorGlob(pattern);
    }

    private static Condition condition(Section section) throws ConfigException {
        List<String> given = CONDITION_NAMES.stream().filter(section::has).toList();
        if (given.isEmpty()) {
            // What is there may be misspelt; that says more.
            section.knows("sensor", "hysteresis", "for", "clear-delay", "severity", "text", "id", "over");
            section.requireNothingElse();
            throw section.place().problem("alarm: no condition (expected: one of " + CONDITIONS + ")");
        }
        if (given.size() > 1) {
            throw section.place()
                    .problem("alarm: " + String.join(" and ", given) + " (expected: exactly one of " + CONDITIONS
                            + "; write a rule for each)");
        }
        return switch (given.get(0)) {
            case "above" -> new Condition.Above(section.number("above", 0));
            case "below" -> new Condition.Below(section.number("below", 0));
            case "outside" -> outside(section.numbers("outside"));
            case "rate" ->
                new Condition.RateOfChange(
                        section.number("rate", 0), section.duration("over", Condition.RateOfChange.DEFAULT_OVER));
            default -> new Condition.Silent(section.duration("silent", Duration.ZERO));
        };
    }

    private static Condition outside(List<Double> limits) {
        if (limits.size() != 2) {
            throw new IllegalArgumentException("outside: " + limits + " (expected: two limits, such as [10, 20])");
        }
        return new Condition.Outside(limits.get(0), limits.get(1));
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            words.put(severity.word(), severity);
        }
        return words;
    }
}
