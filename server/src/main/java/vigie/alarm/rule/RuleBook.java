package vigie.alarm.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.Trouble;
import vigie.sensor.SensorInfo;

/** The rules by id, and which of them are broken, on which sensor; tells it as a trouble, and when it is over. */
public final class RuleBook {
    private final Map<String, AlarmRule> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> broken = new LinkedHashMap<>();
    private final Set<String> doubled = new LinkedHashSet<>();
    /** The rules that nobody wrote: each is for one sensor, whose id it gives exactly. */
    private final Set<String> ranges = new HashSet<>();

    private final Consumer<Trouble> troubles;
    private long changes;

    public RuleBook(List<AlarmRule> configured, Consumer<Trouble> troubles) {
        this.troubles = troubles;
        for (AlarmRule rule : configured) {
            if (rules.putIfAbsent(rule.id(), rule) != null) {
                doubled.add(rule.id());
            }
        }
    }

    /** What was wrong from the beginning. */
    public void tellDoubled(long nowMillis) {
        for (String id : doubled) {
            breaks(
                    id,
                    "",
                    "id: " + id + ": used twice; the second rule is left out (expected: an id of its own)",
                    nowMillis);
        }
    }

    /** The rules for a sensor: those that mean it, and that of its range. */
    public List<AlarmRule> rulesFor(SensorInfo sensor, boolean withRange) {
        List<AlarmRule> found = new ArrayList<>();
        for (AlarmRule rule : rules.values()) {
            boolean exact = ranges.contains(rule.id());
            if (exact ? rule.sensors().matches(sensor.id()) : rule.sensors().means(sensor.id())) {
                found.add(rule);
            }
        }
        AlarmRule range = withRange ? AlarmRule.range(sensor) : null;
        if (range != null && rules.putIfAbsent(range.id(), range) == null) {
            changes++;
            ranges.add(range.id());
            found.add(range);
        }
        return found;
    }

    /** A rule does not work on a sensor, or does again. */
    public void breaks(String rule, String sensor, @Nullable String why, long nowMillis) {
        changes++;
        Map<String, String> places = broken.computeIfAbsent(rule, id -> new LinkedHashMap<>());
        if (why != null) {
            places.put(sensor, why);
            tell(rule, "rule broken: " + why, false, nowMillis);
            return;
        }
        places.remove(sensor);
        if (places.isEmpty()) {
            broken.remove(rule);
            tell(rule, "the rule works again", true, nowMillis);
        } else {
            tell(rule, "rule broken: " + places.values().iterator().next(), false, nowMillis);
        }
    }

    private void tell(String rule, String text, boolean over, long nowMillis) {
        troubles.accept(new Trouble("rule " + rule, text, over, nowMillis));
    }

    /** Grows whenever {@link #statuses} says something else. */
    public long changes() {
        return changes;
    }

    public List<RuleStatus> statuses() {
        return rules.values().stream().map(this::status).toList();
    }

    private RuleStatus status(AlarmRule rule) {
        Map<String, String> places = broken.getOrDefault(rule.id(), Map.of());
        return new RuleStatus(rule, places.values().stream().findFirst().orElse(null));
    }
}
