package vigie.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vigie.config.ConfigException;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.sensor.PrintableText;
import vigie.store.DataFolder;
import vigie.store.HistoryException;
import vigie.store.HistoryReport;
import vigie.store.HistorySize;
import vigie.store.SensorExtent;
import vigie.store.retention.ClockAcceptance;
import vigie.store.sqlite.HistoryFile;

/** {@code vigie history}: what is kept, how much room it takes, and whether it is intact. */
@Command(
        name = "history",
        description = "Say what readings and events are kept on disk, and check that they are intact.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class HistoryCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_CONFIGURATION = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The server's settings, which name the folder.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Where it is kept. Default: as for the server, ./data")
    private @Nullable String data;

    @Option(
            names = "--vacuum",
            description = "Give the room of what was dropped back to the disk. The server must not run meanwhile.")
    private boolean vacuum;

    @Option(
            names = "--accept-clock",
            description = "Say that the clock of this machine is right, when the server waits with dropping old data"
                    + " because it may be wrong. The server may run meanwhile.")
    private boolean acceptClock;

    @Override
    public Integer call() {
        try {
            return tell(folder());
        } catch (ConfigException e) {
            spec.commandLine().getErr().println("vigie history: " + e.getMessage());
            return WRONG_CONFIGURATION;
        } catch (HistoryException e) {
            spec.commandLine().getErr().println("vigie history: " + e.getMessage());
            return FAILED;
        }
    }

    private Path folder() throws ConfigException {
        var environment = System.getenv();
        String file = environment.get("VIGIE_CONFIG");
        Path chosen = config != null ? config : file == null ? null : ConfigReader.path("VIGIE_CONFIG", file);
        Overrides flags = new Overrides(null, null, data, null);
        return new ConfigReader(Main.Version.text(), flags.or(Overrides.fromEnvironment(environment)))
                .read(chosen)
                .data();
    }

    private int tell(Path folder) throws HistoryException {
        if (!HistoryFile.isIn(folder)) {
            out().println("Nothing is kept in " + folder.toAbsolutePath() + " yet.");
            return 0;
        }
        if (acceptClock) {
            new ClockAcceptance(folder).give(Clock.systemUTC());
            out().println("Accepted: it is " + time(System.currentTimeMillis())
                    + ". A running server knows within half a minute, another when it starts.");
            return 0;
        }
        if (vacuum) {
            vacuum(folder);
        }
        HistoryReport report = HistoryFile.inspect(folder);
        if (!report.problems().isEmpty()) {
            tellProblems(report);
            return FAILED;
        }
        tellSize(report);
        report.sensors().forEach(this::tellSensor);
        out().println("It is intact.");
        return 0;
    }

    private static void vacuum(Path folder) throws HistoryException {
        try (DataFolder taken = DataFolder.take(folder)) {
            HistoryFile.vacuum(taken);
        }
    }

    private void tellProblems(HistoryReport report) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("vigie history: " + report.file() + " is damaged:");
        report.problems().forEach(problem -> err.println("  " + problem));
        err.println(
                "Readings in damaged blocks are left out, all others are shown. A file whose structure is damaged is"
                        + " set aside by the server when it starts, and a new one begun.");
    }

    private void tellSize(HistoryReport report) {
        HistorySize size = report.size();
        long used = size.bytes() - size.freeBytes();
        out().println(report.file() + ": " + size.readings() + " readings of "
                + report.sensors().size() + " sensors and " + report.events() + " events in " + megabytes(used)
                + each(used, size.readings()) + ", "
                + megabytes(size.freeBytes()) + " free for more");
    }

    private static String each(long bytes, long readings) {
        return readings == 0 ? "" : String.format(Locale.ROOT, " (%.1f bytes each)", (double) bytes / readings);
    }

    private void tellSensor(SensorExtent extent) {
        out().println("  " + PrintableText.line(extent.sensor() + called(extent)) + "  " + extent.count() + "  "
                + time(extent.first()) + " to " + time(extent.last()));
    }

    /** What the id does not say of it. */
    private static String called(SensorExtent extent) {
        String name = extent.nameOrChannel().equals(extent.sensor().channel()) ? "" : " " + extent.nameOrChannel();
        return name + (extent.unit() == null ? "" : " in " + extent.unit());
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
