package vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Sets the server beside others that push the same, with the same client, in one run: round by round, each server once per
 * round as a fresh process. {@code bench/compare} calls it, and builds what is needed.
 */
@Command(
        name = "bench/compare",
        description = "Sets Vigie beside other servers, in one run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Compare implements Callable<Integer> {
    private static final String ALL = "vigie-epoll,vigie-io_uring,plain-epoll,plain-io_uring,ws,raw-epoll,raw-io_uring";
    private static final String DEFAULT = "Default: ${DEFAULT-VALUE}";

    @Option(names = "--rounds", defaultValue = "3", description = "How often each is measured. " + DEFAULT)
    private int rounds;

    @Option(names = "--clients", defaultValue = "1000", description = DEFAULT)
    private int clients;

    @Option(names = "--hertz", defaultValue = "50", description = "Updates per second to each. " + DEFAULT)
    private int hertz;

    @Option(names = "--seconds", defaultValue = "6", description = "How long each measurement is. " + DEFAULT)
    private int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "20",
            description = "How long each runs before: the compiler needs it. " + DEFAULT)
    private int warmup;

    @Option(names = "--servers", split = ",", defaultValue = ALL, description = "Which. " + DEFAULT)
    private List<String> servers;

    @Option(names = "--jar", description = "Another build of Vigie than the one just made.")
    private Path jar = VigieCommand.JAR;

    private Compare() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Contenders contenders = new Contenders(jar.toAbsolutePath(), hertz);
        Map<String, List<JsonNode>> results = new LinkedHashMap<>();
        List<String> able = new ArrayList<>(servers);
        for (int round = 1; round <= rounds; round++) {
            for (String server : List.copyOf(able)) {
                System.err.printf("round %d of %d: %s%n", round, rounds, server);
                try {
                    results.computeIfAbsent(server, name -> new ArrayList<>()).add(measure(contenders, server));
                } catch (IOException e) {
                    System.err.printf("without %s: %s%n", server, e.getMessage());
                    able.remove(server);
                }
            }
        }
        results.values().removeIf(List::isEmpty);
        new ComparisonTable(results).print();
        return 0;
    }

    private JsonNode measure(Contenders contenders, String server) throws IOException {
        Path folder = Files.createTempDirectory("vigie-compare");
        try (PinnedServer running = contenders.start(server, folder)) {
            return LoadClient.run(running.url(), "--clients=" + clients, "--seconds=" + seconds, "--warmup=" + warmup);
        } finally {
            Folders.delete(folder);
        }
    }
}
