package vigie.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alarm.AlarmState;
import vigie.decode.DecoderFormat;
import vigie.sensor.EventKind;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.source.replay.ReplaySettings;
import vigie.trial.Expectation;
import vigie.trial.Trial;
import vigie.trial.TrialAction;
import vigie.trial.TrialFeed;
import vigie.trial.Trials;

/** Reads the file of {@code ./vigie test-rules}: rules, or where they stand, and trials of them. {@code docs/alarms.md} shows one. */
public final class TrialReader {
    private static final Map<String, EventKind> COUNTS = counts();
    private static final Map<String, AlarmState> STATES = states();

    private final String server;
    private final Path folder;

    private TrialReader(String server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Reads a file. Other files that it names are looked for beside it.
     *
     * @param server who the server says it is
     * @throws ConfigException when something is wrong, with its place
     */
    public static Trials read(String server, Path file) throws ConfigException {
        Path parent = file.toAbsolutePath().getParent();
        TrialReader reader = new TrialReader(server, parent == null ? Path.of("") : parent);
        return reader.read(file.toString(), textOf(file));
    }

    private static String textOf(Path file) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file (expected: a YAML file with tests of rules)", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Trials read(String file, String yaml) throws ConfigException {
        Node root = NodeReader.read(file, yaml);
        Section top = root == null ? Section.empty() : Section.of(root, "tests of rules");
        VigieConfig config = config(top);
        List<Trial> trials = new ArrayList<>();
        for (Node item : top.items("tests")) {
            Section test = Section.of(item, "test");
            trials.add(test.make(() -> trial(test)));
            test.requireNothingElse();
        }
        top.requireNothingElse();
        if (trials.isEmpty()) {
            throw top.place().problem("tests: none (expected: at least one)");
        }
        requireKnownRules(trials, config, file);
        return new Trials(
                config.alarms(),
                (id, name, unit) -> sensor(config, trials, id).describe(id, name, unit),
                config::rangeAlarm,
                trials);
    }

    /** The rules in the file itself come after those of the configuration it names. */
    private VigieConfig config(Section top) throws ConfigException {
        String named = top.optionalText("config");
        VigieConfig base = named == null
                ? VigieConfig.defaults(server)
                : new ConfigReader(server, Overrides.NONE).read(folder.resolve(named));
        return base.withRules(AlarmReader.rules(top), ConfigReader.sensors(top.section("sensors")));
    }

    /** What the file says of a sensor, then what the simulated device says that it is of. */
    private static SensorSettings sensor(VigieConfig config, List<Trial> trials, SensorId id) {
        SensorSettings found = config.sensor(id);
        for (Trial trial : trials) {
            for (TrialFeed feed : trial.feeds()) {
                if (feed instanceof TrialFeed.Simulated simulated
                        && simulated.settings().id().equals(id.source())) {
                    return found.or(
                            simulated.settings().plant().sensors().getOrDefault(id.channel(), SensorSettings.NONE));
                }
            }
        }
        return found;
    }

    private Trial trial(Section test) throws ConfigException {
        String name = test.requiredText("name", "what the test shows, such as oven gets hot");
        List<TrialFeed> feeds = new ArrayList<>();
        points(test.section("readings"), feeds);
        if (test.has("recording")) {
            Section recording = test.section("recording");
            feeds.add(recording.make(() -> recording(recording)));
            recording.requireNothingElse();
        }
        if (test.has("simulated")) {
            Section simulated = test.section("simulated");
            simulated(simulated, feeds);
            simulated.requireNothingElse();
        }
        List<TrialAction> actions = new ArrayList<>();
        for (Node item : test.items("actions")) {
            Section action = Section.of(item, "action");
            actions.add(action.make(() -> action(action)));
            action.requireNothingElse();
        }
        return new Trial(name, feeds, actions, expectations(test));
    }

    private static void points(Section readings, List<TrialFeed> feeds) throws ConfigException {
        for (String sensor : readings.names()) {
            List<TrialFeed.Point> points = new ArrayList<>();
            for (Node item : readings.items(sensor)) {
                points.add(point(item));
            }
            feeds.add(readings.make(() -> new TrialFeed.Points(sensorId("readings", sensor), points)));
        }
    }

    private static TrialFeed.Point point(Node item) throws ConfigException {
        if (item instanceof Node.Items pair
                && pair.items().size() == 2
                && pair.items().get(0) instanceof Node.Text time
                && pair.items().get(1) instanceof Node.Text value) {
            try {
                return new TrialFeed.Point(Durations.parse(time.text()).toMillis(), Double.parseDouble(value.text()));
            } catch (IllegalArgumentException e) {
                throw item.place()
                        .problem("readings: [" + time.text() + ", " + value.text()
                                + "] (expected: a time and a value, such as [10s, 290])");
            }
        }
        throw item.place().problem("readings (expected: a time and a value each, such as [[0s, 20], [10s, 290]])");
    }

    private TrialFeed recording(Section section) throws ConfigException {
        return new TrialFeed.Recording(new ReplaySettings(
                section.requiredText("source", "the id its sensors begin with, such as bench"),
                null,
                folder.resolve(section.requiredText("file", "a recording or a file of device output")),
                DecoderFormat.parse(section.text("format", DecoderFormat.AUTO.word()))
                        .word(),
                1,
                false));
    }

    private static void simulated(Section section, List<TrialFeed> feeds) throws ConfigException {
        Duration lasts = section.duration("lasts", Duration.ofMinutes(10));
        for (SourceConfig source : SourceReader.simulated(section)) {
            if (source instanceof SourceConfig.Simulated simulated) {
                feeds.add(new TrialFeed.Simulated(simulated.settings(), lasts));
            }
        }
    }

    private static TrialAction action(Section action) throws ConfigException {
        long at = at(action);
        Map<String, TrialAction.Kind> kinds = new LinkedHashMap<>();
        for (TrialAction.Kind kind : TrialAction.Kind.values()) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            if (action.has(word)) {
                kinds.put(word, kind);
            }
        }
        if (kinds.size() != 1) {
            throw action.place()
                    .problem("action: " + (kinds.isEmpty() ? "none" : String.join(" and ", kinds.keySet()))
                            + " (expected: one of acknowledge, shelve, unshelve, and the rule's id)");
        }
        Map.Entry<String, TrialAction.Kind> only = kinds.entrySet().iterator().next();
        String rule = action.requiredText(only.getKey(), "the rule's id");
        return new TrialAction(
                at, only.getValue(), rule, optionalSensor(action), action.duration("for", Duration.ofMinutes(30)));
    }

    private static List<Expectation> expectations(Section test) throws ConfigException {
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
        @Nullable SensorId sensor = optionalSensor(expected);
        if (expected.has("state")) {
            AlarmState state = expected.choice("state", AlarmState.NORMAL, STATES);
            return new Expectation.State(at(expected), state, rule, sensor);
        }
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
        long from = between.isEmpty() ? 0 : span("between", between.get(0));
        long to = between.isEmpty() ? Long.MAX_VALUE : span("between", between.get(1));
        return new Expectation.Count(
                COUNTS.getOrDefault(kind, EventKind.ALARM_RAISED), expected.integer(kind, 0), from, to, rule, sensor);
    }

    private static long at(Section section) throws ConfigException {
        return span("at", section.requiredText("at", Durations.EXPECTED + ", from the beginning"));
    }

    private static long span(String name, String text) {
        try {
            return Durations.parse(text).toMillis();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable SensorId optionalSensor(Section section) throws ConfigException {
        String text = section.optionalText("sensor");
        return text == null ? null : sensorId("sensor", text);
    }

    private static SensorId sensorId(String name, String text) {
        try {
            return SensorId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: <source>/<channel>)", e);
        }
    }

    /** A misspelt rule would pass every test that expects nothing of it. */
    private static void requireKnownRules(List<Trial> trials, VigieConfig config, String file) throws ConfigException {
        List<String> ids = config.alarms().stream().map(rule -> rule.id()).toList();
        for (Trial trial : trials) {
            for (Expectation expectation : trial.expectations()) {
                String rule = expectation.rule();
                if (rule != null && !ids.contains(rule) && !rule.endsWith(" range")) {
                    throw new ConfigException(file + ": " + trial.name() + ": rule: "
                            + NearestName.unknown(rule, ids).replace("unknown setting", "no such rule"));
                }
            }
        }
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
