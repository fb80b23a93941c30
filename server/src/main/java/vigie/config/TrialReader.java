package vigie.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vigie.alarm.trial.Expectation;
import vigie.alarm.trial.Trial;
import vigie.alarm.trial.TrialAction;
import vigie.alarm.trial.TrialFeed;
import vigie.alarm.trial.Trials;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;

/** Reads the file of {@code ./vigie test-rules}: rules, or where they stand, and trials of them. {@code docs/alarms.md} shows one. */
public final class TrialReader {
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
        return reader.read(file.toString(), SettingsFile.text("", file, "a YAML file with tests of rules"));
    }

    private Trials read(String file, String yaml) throws ConfigException {
        Node root = NodeReader.read(file, yaml);
        Section top = root == null ? Section.empty() : Section.of(root, "tests of rules");
        VigieConfig config = top.make(() -> config(top));
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
                : new ConfigReader(server, Overrides.NONE)
                        .read(folder.resolve(SettingsFile.path("config", named, "a YAML file")));
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
        List<TrialFeed> feeds = TrialFeedReader.feeds(test, folder);
        List<TrialAction> actions = new ArrayList<>();
        for (Node item : test.items("actions")) {
            Section action = Section.of(item, "action");
            actions.add(action.make(() -> action(action)));
            action.requireNothingElse();
        }
        return new Trial(name, feeds, actions, ExpectationReader.expectations(test));
    }

    private static TrialAction action(Section action) throws ConfigException {
        long at = TrialFields.at(action);
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
                at,
                only.getValue(),
                rule,
                TrialFields.optionalSensor(action),
                action.duration("for", Duration.ofMinutes(30)));
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
}
