package vigie;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/** Compares what was told and answered with what is kept, and names each event that is not as it should be. */
final class EventAudit {
    private final NavigableMap<Long, JsonNode> kept;

    /**
     * @param kept by their numbers
     */
    EventAudit(NavigableMap<Long, JsonNode> kept) {
        this.kept = kept;
    }

    /** Events of a view, up to a number, that were kept and not told. */
    List<String> missing(List<JsonNode> told, String view, long through) {
        Map<Long, JsonNode> missing = new TreeMap<>(kept.headMap(through, true));
        told.forEach(event -> missing.remove(id(event)));
        SensorGlob sensors = new SensorGlob(view);
        return missing.values().stream()
                .filter(event -> !event.has("sensor")
                        || sensors.matches(SensorId.parse(event.get("sensor").stringValue())))
                .map(event -> "not told to the viewer of " + view + ": " + name(event))
                .toList();
    }

    /** Events that were told and are not kept. */
    List<String> unkept(List<JsonNode> told) {
        return told.stream()
                .filter(event -> !kept.containsKey(id(event)))
                .map(event -> "told and not kept: " + name(event))
                .toList();
    }

    /** What the server said it had, and is not there once and under its number. */
    List<String> unkept(Map<String, Long> answered) {
        Map<String, List<Long>> numbers = new HashMap<>();
        kept.forEach((id, event) -> numbers.computeIfAbsent(event.path("text").asString(""), text -> new ArrayList<>())
                .add(id));
        return answered.entrySet().stream()
                .filter(each -> !List.of(each.getValue()).equals(numbers.get(each.getKey())))
                .map(each -> "answered as " + each.getValue() + " \"" + each.getKey() + "\", kept as "
                        + numbers.getOrDefault(each.getKey(), List.of()))
                .toList();
    }

    /** Events that were told more than once. */
    static List<String> doubled(List<JsonNode> told) {
        Set<Long> before = new HashSet<>();
        return told.stream()
                .filter(event -> !before.add(id(event)))
                .map(event -> "told twice: " + name(event))
                .toList();
    }

    /** Steps of alarms that are kept and cannot be: raised before it cleared, cleared or acknowledged again. */
    List<String> doubledSteps() {
        List<String> doubled = new ArrayList<>();
        Map<String, Long> holding = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        steps().forEach(event -> {
            String rule = event.get("rule").stringValue() + " of "
                    + event.get("sensor").stringValue();
            Long alarm = event.get("alarm").longValue();
            boolean fits =
                    switch (event.get("kind").stringValue()) {
                        case "alarm-raised" -> holding.put(rule, alarm) == null;
                        case "alarm-cleared" -> holding.remove(rule, alarm);
                        default -> seen.add(alarm);
                    };
            if (!fits) {
                doubled.add("does not fit what is kept before: " + name(event) + " of alarm " + alarm);
            }
        });
        return doubled;
    }

    int count() {
        return kept.size();
    }

    long count(String kind) {
        return kept.values().stream()
                .filter(event -> event.get("kind").stringValue().equals(kind))
                .count();
    }

    private Stream<JsonNode> steps() {
        return kept.values().stream()
                .filter(event -> event.get("kind").stringValue().startsWith("alarm-"));
    }

    static long id(JsonNode event) {
        return event.get("id").longValue();
    }

    private static String name(JsonNode event) {
        String about = event.path("sensor").asString(event.path("source").asString(""));
        return "event %d, %s %s \"%s\""
                .formatted(
                        id(event),
                        event.get("kind").stringValue(),
                        about,
                        event.path("text").asString(""));
    }
}
