package vigie.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.load.LoadException;
import vigie.load.LoadProgress;
import vigie.load.LoadSettings;
import vigie.load.result.LoadJson;
import vigie.load.result.LoadResult;
import vigie.load.result.LoadTable;
import vigie.load.run.LoadRun;
import vigie.protocol.WireFormat;

/** {@code vigie bench}: loads a running server with many sessions. */
@Command(
        name = "bench",
        description = "Load a running server with many sessions, and measure what comes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Callable<Integer> {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI server;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many sessions. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "2",
            description = "How long everything runs before that. Default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--slow",
            paramLabel = "K",
            defaultValue = "0",
            description = "So many of the sessions stop reading for two thirds of the time.")
    private int slow;

    @Option(names = "--deflate", description = "Offer permessage-deflate.")
    private boolean deflate;

    @Option(names = "--cbor", description = "Ask for CBOR instead of JSON.")
    private boolean cbor;

    @Option(names = "--stills", description = "Ask for pictures and matrices, too; needs --cbor.")
    private boolean stills;

    @Option(
            names = "--sensors",
            split = ",",
            paramLabel = "GLOB",
            description = "Only these sensors, such as 'bench/*'. May be repeated.")
    private String @Nullable [] sensors;

    @Option(
            names = "--views",
            paramLabel = "same|distinct",
            defaultValue = "same",
            description =
                    "Whether all sessions ask for the same sensors, or each for others. Default: ${DEFAULT-VALUE}")
    private String views;

    @Option(names = "--no-witness", description = "Leave out the one more session that checks what the others say.")
    private boolean unwitnessed;

    @Option(names = "--json", description = "One JSON object instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        LoadRun run = new LoadRun(
                settings(), new ErrorStreamProgress(spec.commandLine().getErr()));
        CountDownLatch told = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> awaitResult(run, told), "bench-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            LoadResult result = run.run();
            print(result);
            return result.opening().opened() > 0 ? 0 : 1;
        } catch (LoadException e) {
            spec.commandLine().getErr().println("vigie bench: " + e.getMessage());
            return 1;
        } finally {
            told.countDown();
            forget(interrupted);
        }
    }

    /** The machine stops, because of Ctrl+C for one: the result so far is printed before. */
    private static void awaitResult(LoadRun run, CountDownLatch told) {
        run.stop();
        try {
            boolean unused = told.await(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already: it waits for us no longer.
        }
    }

    private LoadSettings settings() {
        try {
            return new LoadSettings(
                    server,
                    clients,
                    slow,
                    Duration.ofSeconds(warmup),
                    Duration.ofSeconds(seconds),
                    cbor ? WireFormat.CBOR : WireFormat.JSON,
                    deflate,
                    viewsOf(views),
                    sensors == null ? List.of() : List.of(sensors),
                    stills,
                    !unwitnessed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static LoadSettings.Views viewsOf(String name) {
        return switch (name) {
            case "same" -> LoadSettings.Views.SAME;
            case "distinct" -> LoadSettings.Views.DISTINCT;
            default -> throw new IllegalArgumentException("--views: " + name + " (expected: same or distinct)");
        };
    }

    private void print(LoadResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(LoadJson.text(result));
        } else {
            LoadTable.lines(result).forEach(out::println);
        }
        out.flush();
    }

    /** A line each second on a terminal, otherwise one now and then. */
    private static final class ErrorStreamProgress implements LoadProgress {
        private static final int SECONDS_BETWEEN_LINES = 5;

        private final PrintWriter err;
        private final boolean terminal = isTerminal();
        private int seconds;

        ErrorStreamProgress(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void at(String line) {
            if (terminal || seconds++ % SECONDS_BETWEEN_LINES == 0) {
                err.println(line);
                err.flush();
            }
        }

        /** Where the standard error stream leads, as Linux tells; elsewhere it is taken for none. */
        private static boolean isTerminal() {
            try {
                String target =
                        Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
    }
}
