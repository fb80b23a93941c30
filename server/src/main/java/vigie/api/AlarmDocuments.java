package vigie.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.alarm.rule.RuleStatus;
import vigie.http.route.ApiAnswer;
import vigie.journal.EventsNow;
import vigie.journal.StandingAlarm;
import vigie.past.AlarmQuery;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.past.WouldHaveFired;

/** Alarms over HTTP: those that stand, the rules, and what a rule would have done. */
public final class AlarmDocuments {
    private final Supplier<EventsNow> events;
    private final Supplier<List<RuleStatus>> rules;

    private AlarmDocuments(Supplier<EventsNow> events, Supplier<List<RuleStatus>> rules) {
        this.events = events;
        this.rules = rules;
    }

    /**
     * Each by its path.
     *
     * @param events the alarms that stand; from any thread
     * @param rules the rules; from any thread
     * @param now what {@code now} means in a question
     */
    public static Map<String, ApiDocument> of(
            Supplier<EventsNow> events, Supplier<List<RuleStatus>> rules, WouldHaveFired past, LongSupplier now) {
        AlarmDocuments documents = new AlarmDocuments(events, rules);
        return Map.of(
                "/api/alarms",
                query -> {
                    query.requireKnown(List.of());
                    return ApiAnswer.value(documents.all());
                },
                "/api/alarms/past",
                new PastAlarms(past, now));
    }

    /** How often a rule would have fired: many readings are looked at. */
    private record PastAlarms(WouldHaveFired past, LongSupplier now) implements ApiDocument {
        @Override
        public ApiAnswer answer(QueryParameters query) throws QueryException {
            long time = now.getAsLong();
            AlarmQuery asked = AlarmQuery.parse(query, time);
            return ApiAnswer.valueOf(stop -> past.ask(asked, time, stop));
        }

        @Override
        public boolean takesLong() {
            return true;
        }
    }

    private Map<String, Object> all() {
        EventsNow now = events.get();
        Map<String, Integer> standing = new HashMap<>();
        now.alarms().forEach(alarm -> standing.merge(alarm.rule(), 1, Integer::sum));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", now.last());
        all.put("alarms", now.alarms().stream().map(AlarmDocuments::alarm).toList());
        List<Object> reports = new ArrayList<>();
        for (RuleStatus rule : rules.get()) {
            reports.add(rule(rule, standing.getOrDefault(rule.rule().id(), 0)));
        }
        all.put("rules", reports);
        return all;
    }

    private static Map<String, Object> alarm(StandingAlarm alarm) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alarm", alarm.alarm());
        fields.put("rule", alarm.rule());
        fields.put("sensor", alarm.sensor());
        fields.put("severity", alarm.severity().word());
        fields.put("state", alarm.state().word());
        fields.put("since", alarm.sinceMillis());
        if (Double.isFinite(alarm.value())) {
            fields.put("value", alarm.value());
        }
        if (alarm.text() != null) {
            fields.put("text", alarm.text());
        }
        if (alarm.by() != null) {
            fields.put("by", alarm.by());
        }
        if (alarm.untilMillis() > 0) {
            fields.put("until", alarm.untilMillis());
        }
        if (alarm.over()) {
            fields.put("over", true);
        }
        return fields;
    }

    /** In the words of the configuration; spans of time in milliseconds. */
    private static Map<String, Object> rule(RuleStatus status, int alarms) {
        AlarmRule rule = status.rule();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", rule.id());
        fields.put("sensor", rule.sensors().pattern());
        fields.put("kind", rule.condition().word());
        putLimits(fields, rule.condition());
        fields.put("hysteresis", rule.hysteresis());
        fields.put("for", rule.onDelay().toMillis());
        fields.put("clear-delay", rule.clearDelay().toMillis());
        fields.put("severity", rule.severity().word());
        if (rule.text() != null) {
            fields.put("text", rule.text().template());
        }
        if (status.broken() != null) {
            fields.put("broken", status.broken());
        }
        fields.put("alarms", alarms);
        return fields;
    }

    private static void putLimits(Map<String, Object> fields, Condition condition) {
        if (condition instanceof Condition.Above above) {
            fields.put("limit", above.limitValue());
        } else if (condition instanceof Condition.Below below) {
            fields.put("limit", below.limitValue());
        } else if (condition instanceof Condition.Outside outside) {
            fields.put("low", outside.low());
            fields.put("high", outside.high());
        } else if (condition instanceof Condition.RateOfChange rate) {
            fields.put("perSecond", rate.perSecond());
            fields.put("over", rate.over().toMillis());
        } else if (condition instanceof Condition.Silent silent) {
            fields.put("silent", silent.silence().toMillis());
        }
    }
}
