package vigie.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * What keeping readings costs the live feed: the same load with history and without, a server of its own each time, in turn.
 */
@Command(
        name = "bench/run LiveWithHistory",
        description = "Measures the live feed with history and without, in turn.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LiveWithHistory implements Callable<Integer> {
    private static final String P50 = "/steady/tickToClient/p50Millis";
    private static final String P99 = "/steady/tickToClient/p99Millis";
    private static final String CORES = "/serverProcess/cpuCores";
    /** Settings that follow the sources in the file. */
    private static final String WITH = "history: { enabled: true }\n";

    private static final String WITHOUT = "history: { enabled: false }\n";

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--readings", defaultValue = "20000", description = "A second. Default: ${DEFAULT-VALUE}")
    private int readings;

    @Option(names = "--sensors", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}")
    private int sensors;

    @Option(names = "--clients", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--seconds", defaultValue = "15", description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "How long it runs before. Default: ${DEFAULT-VALUE}")
    private int warmup;

    private LiveWithHistory() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new LiveWithHistory()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        LoadedServer server = new LoadedServer(VigieCommand.JAR, null, seconds, warmup);
        FanoutTable table = new FanoutTable();
        List<JsonNode> without = new ArrayList<>();
        List<JsonNode> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            without.add(table.row("without", load(server, WITHOUT)));
            with.add(table.row("with history", load(server, WITH)));
        }
        System.out.printf(
                "medians with history and without: p50 %.1f and %.1f ms, p99 %.1f and %.1f ms: %.2f times (goal: at most 1.1); cores %.2f and %.2f%n",
                Medians.of(with, P50),
                Medians.of(without, P50),
                Medians.of(with, P99),
                Medians.of(without, P99),
                Medians.of(with, P99) / Medians.of(without, P99),
                Medians.of(with, CORES),
                Medians.of(without, CORES));
        return 0;
    }

    private JsonNode load(LoadedServer server, String history) throws IOException {
        String sources = VigieCommand.source("load", sensors, readings) + history;
        return server.load("tick: 100ms", sources, "--clients=" + clients);
    }
}
