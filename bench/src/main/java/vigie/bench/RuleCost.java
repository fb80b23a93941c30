package vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What rules for alarms cost: the processor time of a server without rules, with 1000 rules for one sensor each, and with 1000 rules for
 * all sensors, in turn. No limit is ever reached: it is the cost of looking.
 */
@Command(
        name = "bench/run RuleCost",
        description = "Measures the server's CPU with and without rules for alarms, in turn.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RuleCost implements Callable<Integer> {
    private static final String SOURCE = "load";

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--rules", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}")
    private int rules;

    @Option(names = "--readings", defaultValue = "10000", description = "A second. Default: ${DEFAULT-VALUE}")
    private int readings;

    @Option(names = "--sensors", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int sensors;

    @Option(names = "--seconds", defaultValue = "15", description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "15", description = "How long it runs before. Default: ${DEFAULT-VALUE}")
    private int warmup;

    private RuleCost() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new RuleCost()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe(rules + " rules, " + readings + " readings/s of " + sensors + " sensors"));
        List<Kind> kinds = List.of(
                new Kind("no rules", ""),
                new Kind("each rule for one sensor", alarms(i -> SOURCE + "/c" + (1 + i % sensors))),
                new Kind("each rule for all sensors", alarms(i -> "*")));
        System.out.println("| | CPU, percent of a core | evaluations/s | not looked at |");
        System.out.println("|---|---|---|---|");
        for (int round = 0; round < rounds; round++) {
            for (Kind kind : kinds) {
                measure(kind);
            }
        }
        double without = kinds.get(0).median();
        for (Kind kind : kinds) {
            System.out.printf(
                    "median, %s: %.1f %% of a core, %+.1f%n", kind.name, kind.median(), kind.median() - without);
        }
        return 0;
    }

    /** The sensor that a rule is for. */
    private interface RuleSensor {
        String of(int rule);
    }

    private String alarms(RuleSensor sensor) {
        StringBuilder yaml = new StringBuilder("alarms:\n");
        IntStream.range(0, rules)
                .forEach(i -> yaml.append("  - { sensor: \"%s\", above: %d, hysteresis: 5, for: 3s, id: r%d }%n"
                        .formatted(sensor.of(i), 1000 + i, i)));
        return yaml.toString();
    }

    private void measure(Kind kind) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("vigie-rules");
        String yaml = "history: { enabled: false }\nsources:\n" + VigieCommand.source(SOURCE, sensors, readings)
                + kind.alarms;
        try (MeasuredServer server = new MeasuredServer(folder, yaml)) {
            Thread.sleep(warmup * 1000L);
            long before = tally(server.url()).at("/readings").asLong();
            long cpu = server.cpu().toNanos();
            long begin = System.nanoTime();
            Thread.sleep(seconds * 1000L);
            long took = System.nanoTime() - begin;
            double share = 100.0 * (server.cpu().toNanos() - cpu) / took;
            JsonNode after = tally(server.url());
            double perSecond = (after.at("/readings").asLong() - before) * 1e9 / took;
            kind.shares.add(share);
            System.out.printf(
                    "| %s | %.1f | %.0f | %d |%n",
                    kind.name,
                    share,
                    perSecond * kind.rulesPerReading(rules, sensors),
                    after.at("/lost").asLong());
        } finally {
            Folders.delete(folder);
        }
    }

    private static JsonNode tally(URI url) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url.resolve("/api/stats")).build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).at("/alarms/watch");
    }

    /** A configuration, and what it took each round. */
    private static final class Kind {
        private final String name;
        private final String alarms;
        private final List<Double> shares = new ArrayList<>();

        Kind(String name, String alarms) {
            this.name = name;
            this.alarms = alarms;
        }

        double rulesPerReading(int rules, int sensors) {
            if (alarms.isEmpty()) {
                return 0;
            }
            return alarms.contains("\"*\"") ? rules : (double) rules / sensors;
        }

        double median() {
            double[] sorted =
                    shares.stream().mapToDouble(share -> share).sorted().toArray();
            return Arrays.stream(sorted)
                    .skip((sorted.length - 1) / 2)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
