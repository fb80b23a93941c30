package vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One scenario of the fan-out to many screens; {@code bench/fanout} calls it. Each starts servers of its own, one after the other. */
@Command(
        name = "bench/fanout",
        description = "Measures one scenario of the fan-out to many screens.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Fanout implements Callable<Integer> {
    /** The names are those of the command line, bench/README.md says what each shows. */
    @SuppressWarnings("MemberName")
    private enum Scenario {
        deflate,
        overload,
        accept,
        slow,
        views,
        idle,
        flood
    }

    @Parameters(paramLabel = "SCENARIO", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Scenario scenario;

    @Option(names = "--seconds", defaultValue = "10", description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "6", description = "How long it runs before. Default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often slow is measured, in turns with none slow. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--transport", description = "The server's setting server.transport; its own choice unless given.")
    private @Nullable String transport;

    @Option(names = "--jar", description = "Another build of Vigie than the one just made.")
    private Path jar = VigieCommand.JAR;

    private Fanout() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Fanout()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        FanoutScenarios scenarios =
                new FanoutScenarios(new LoadedServer(jar.toAbsolutePath(), transport, seconds, warmup));
        switch (scenario) {
            case deflate -> scenarios.deflate();
            case overload -> scenarios.overload();
            case accept -> scenarios.accept();
            case slow -> scenarios.slow(rounds);
            case views -> scenarios.views();
            case idle -> scenarios.idle();
            case flood -> scenarios.flood();
        }
        return 0;
    }
}
