package vigie.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmState;
import vigie.alarm.trial.Expectation;
import vigie.event.EventKind;
import vigie.sensor.SensorId;

/** Reads what a trial expects: a state at a time, or how many there were of a kind of event. */
final class ExpectationReader {
    private static final Map<String, EventKind> COUNTS = counts();
    private static final Map<String, AlarmState> STATES = states();

    private ExpectationReader() {}

    static List<Expectation> expectations(Section test) throws ConfigException {
        List<Expectation> expectations = new ArrayList<>();
        for (Node item : test.items("expect")) {
            Section expected = Section.of(item, "expect");
            expectations.add(expected.make(() -> expectation(expected)));
            expected.requireNothingElse();
        }
        if (expectations.isEmpty()) {
            throw test.place().problem("expect: nothing (expected: at least one, such as { at: 13s, state: raised })");
        }
        return expectations;
    }

    private static Expectation expectation(Section expected) throws ConfigException {
        String rule = expected.optionalText("rule");
        @Nullable SensorId sensor = TrialFields.optionalSensor(expected);
        if (expected.has("state")) {
            AlarmState state = expected.choice("state", AlarmState.NORMAL, STATES);
            return new Expectation.State(TrialFields.at(expected), state, rule, sensor);
        }
        return count(expected, rule, sensor);
    }

    private static Expectation count(Section expected, @Nullable String rule, @Nullable SensorId sensor)
            throws ConfigException {
        List<String> given = COUNTS.keySet().stream().filter(expected::has).toList();
        if (given.size() != 1) {
            throw expected.place()
                    .problem("expect: " + (given.isEmpty() ? "nothing" : String.join(" and ", given))
                            + " (expected: state, or one of " + String.join(", ", COUNTS.keySet())
                            + " and how many times)");
        }
        String kind = given.get(0);
        List<String> between = expected.texts("between");
        if (!between.isEmpty() && between.size() != 2) {
            throw new IllegalArgumentException("between: " + between + " (expected: two times, such as [10s, 20s])");
        }
        long from = between.isEmpty() ? 0 : TrialFields.span("between", between.get(0));
        long to = between.isEmpty() ? Long.MAX_VALUE : TrialFields.span("between", between.get(1));
        return new Expectation.Count(
                COUNTS.getOrDefault(kind, EventKind.ALARM_RAISED), expected.integer(kind, 0), from, to, rule, sensor);
    }

    private static Map<String, EventKind> counts() {
        Map<String, EventKind> words = new LinkedHashMap<>();
        for (EventKind kind : EventKind.values()) {
            if (kind.isAlarm()) {
                words.put(kind.word().substring("alarm-".length()), kind);
            }
        }
        return words;
    }

    private static Map<String, AlarmState> states() {
        Map<String, AlarmState> words = new LinkedHashMap<>();
        for (AlarmState state : AlarmState.values()) {
            words.put(state.word(), state);
        }
        return words;
    }
}
