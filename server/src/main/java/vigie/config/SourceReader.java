package vigie.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.decode.line.format.DecoderFormat;
import vigie.source.camera.StillOrigin;
import vigie.source.camera.StillSourceSettings;
import vigie.source.replay.ReplaySettings;
import vigie.source.serial.FlowControl;
import vigie.source.serial.Parity;
import vigie.source.serial.SerialSettings;
import vigie.source.serial.StopBits;
import vigie.source.simulated.Load;
import vigie.source.simulated.SimulatedSettings;
import vigie.source.simulated.plant.DeviceFormat;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Plant;
import vigie.source.simulated.plant.Schedule;
import vigie.source.simulated.plant.Shapes;
import vigie.work.SecretAddress;

/** Reads one item of {@code sources}. */
final class SourceReader {
    private static final Map<String, DecoderFormat> FORMATS = words(DecoderFormat.values(), DecoderFormat::word);

    private static final String TYPES = "serial, simulated, replay or stills";

    private final Section section;

    private SourceReader(Section section) {
        this.section = section;
    }

    /** A simulated source without a plant is the whole demonstration, four sources. */
    static List<SourceConfig> read(Node node) throws ConfigException {
        SourceReader reader = new SourceReader(Section.of(node, "source"));
        List<SourceConfig> sources = reader.section.make(reader::sources);
        reader.section.requireNothingElse();
        return sources;
    }

    /** A simulated device without an item of its own. */
    static List<SourceConfig> simulated(Section section) throws ConfigException {
        SourceReader reader = new SourceReader(section);
        return section.make(() -> reader.simulated(
                section.requiredText("id", "a short name for the source, such as bench"),
                section.optionalText("name")));
    }

    private List<SourceConfig> sources() throws ConfigException {
        String id = section.requiredText("id", "a short name for the source, such as bench");
        String type = section.requiredText("type", TYPES);
        @Nullable String name = section.optionalText("name");
        return switch (type) {
            case "serial" -> List.of(new SourceConfig.Serial(serial(id, name)));
            case "simulated" -> simulated(id, name);
            case "replay" -> List.of(new SourceConfig.Replay(replay(id, name)));
            case "stills" -> List.of(new SourceConfig.Stills(stills(id, name)));
            default -> throw new IllegalArgumentException("type: " + type + " (expected: " + TYPES + ")");
        };
    }

    private SerialSettings serial(String id, @Nullable String name) throws ConfigException {
        return new SerialSettings(
                id,
                name,
                section.requiredText("port", "a path such as /dev/ttyUSB0; ./vigie ports lists them"),
                section.integer("baud", SerialSettings.DEFAULT_BAUD),
                section.integer("data-bits", 8),
                section.choice("parity", Parity.NONE, words(Parity.values(), Parity::word)),
                section.choice("stop-bits", StopBits.ONE, words(StopBits.values(), StopBits::word)),
                section.choice("flow-control", FlowControl.NONE, words(FlowControl.values(), FlowControl::word)),
                format());
    }

    private ReplaySettings replay(String id, @Nullable String name) throws ConfigException {
        return new ReplaySettings(
                id,
                name,
                file(),
                format(),
                ReplaySettings.parseRate(section.text("rate", "1")),
                section.flag("loop", false));
    }

    private Path file() throws ConfigException {
        String expected = "a recording or a file of device output";
        Path file = SettingsFile.path("file", section.requiredText("file", expected), expected);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("file: " + file + ": this is a folder (expected: " + expected + ")");
        }
        return file;
    }

    private static Path folder(String written) {
        Path folder = SettingsFile.path("folder", written, "a folder with pictures");
        if (Files.isRegularFile(folder)) {
            throw new IllegalArgumentException(
                    "folder: " + folder + ": this is a file (expected: a folder with pictures)");
        }
        return folder;
    }

    private StillSourceSettings stills(String id, @Nullable String name) throws ConfigException {
        StillOrigin origin = origin();
        Duration every = origin instanceof StillOrigin.Url
                ? StillSourceSettings.DEFAULT_EVERY_URL
                : origin instanceof StillOrigin.Simulated
                        ? StillSourceSettings.DEFAULT_EVERY_SIMULATED
                        : StillSourceSettings.DEFAULT_EVERY_FOLDER;
        return new StillSourceSettings(
                id,
                name,
                section.text("channel", StillSourceSettings.DEFAULT_CHANNEL),
                origin,
                section.duration("every", every));
    }

    private StillOrigin origin() throws ConfigException {
        String folder = section.optionalText("folder");
        String url = section.optionalText("url");
        boolean simulated = section.flag("simulated", false);
        if ((folder != null && url != null) || (simulated && (folder != null || url != null))) {
            throw new IllegalArgumentException(
                    (folder != null ? "folder: " + folder : "url: " + SecretAddress.shown(String.valueOf(url)))
                            + " (expected: one of folder, url, simulated; or none, for stills that are sent)");
        }
        if (folder != null) {
            return new StillOrigin.Folder(folder(folder));
        }
        if (url != null) {
            return new StillOrigin.Url(url(url));
        }
        return simulated ? new StillOrigin.Simulated(section.longInteger("seed", 1)) : new StillOrigin.Posted();
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "url: " + e.getReason() + ": " + SecretAddress.shown(text)
                            + " (expected: an address such as http://camera.local/snapshot.jpg)",
                    e);
        }
    }

    private String format() throws ConfigException {
        return section.choice("format", DecoderFormat.AUTO, FORMATS).word();
    }

    private List<SourceConfig> simulated(String id, @Nullable String name) throws ConfigException {
        long seed = section.longInteger("seed", 1);
        if (!section.has("plant")) {
            return demo(id, seed);
        }
        Plant plant = section.choice("plant", Plant.BOILER, words(Plant.values(), Plant::word));
        @Nullable
        DeviceFormat format = section.has("format")
                ? section.choice("format", DeviceFormat.JSON, words(DeviceFormat.values(), DeviceFormat::word))
                : null;
        return List.of(new SourceConfig.Simulated(new SimulatedSettings(
                id, name, plant, format, seed, section.number("rate", 1), shapes(), faults(plant), load())));
    }

    private static List<SourceConfig> demo(String id, long seed) {
        List<SourceConfig> sources = new ArrayList<>();
        for (SimulatedSettings part : SimulatedSettings.demo(seed)) {
            sources.add(new SourceConfig.Simulated(SimulatedSettings.of(id + "-" + part.id(), part.plant(), seed)));
        }
        sources.add(new SourceConfig.Stills(StillSourceSettings.demo(id + "-" + VigieConfig.DEMO_CAMERA, seed)));
        return sources;
    }

    private Shapes shapes() throws ConfigException {
        Section shapes = section.section("shapes");
        Shapes made = shapes.make(() -> new Shapes(
                shapes.duration("day", Shapes.DEFAULT.day()),
                shapes.number("daily", Shapes.DEFAULT.daily()),
                shapes.number("walk", Shapes.DEFAULT.walk()),
                shapes.number("noise", Shapes.DEFAULT.noise())));
        shapes.requireNothingElse();
        return made;
    }

    private Load load() throws ConfigException {
        Section load = section.section("load");
        Load made = load.make(() -> new Load(
                load.integer("channels", Load.DEFAULT.channels()),
                load.integer("readings-per-second", Load.DEFAULT.readingsPerSecond())));
        load.requireNothingElse();
        return made;
    }

    private List<Fault> faults(Plant plant) throws ConfigException {
        if (!section.has("faults")) {
            return plant.faults();
        }
        List<Fault> faults = new ArrayList<>();
        for (Node item : section.items("faults")) {
            Section fault = Section.of(item, "fault");
            faults.add(fault.make(() -> fault(fault)));
            fault.requireNothingElse();
        }
        return faults;
    }

    private static Fault fault(Section fault) throws ConfigException {
        fault.requiredText("kind", "what happens, such as silent");
        Duration every = fault.duration("every", Duration.ofMinutes(5));
        return new Fault(
                fault.choice("kind", Fault.Kind.SILENT, words(Fault.Kind.values(), Fault.Kind::word)),
                fault.optionalText("channel"),
                new Schedule(
                        every, fault.duration("first", every.dividedBy(2)), fault.duration("lasts", Duration.ZERO)),
                fault.number("size", 0));
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T value : values) {
            words.put(word.apply(value), value);
        }
        return words;
    }
}
