package vigie.bench;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code bench/compare} prints: a row per server, in the manner of Markdown, then the ratios that matter. */
final class ComparisonTable {
    private static final String BASE = "plain-epoll";
    private static final String CPU = "/serverProcess/cpuSecondsPerMillionUpdates";

    private final Map<String, List<JsonNode>> results;

    /** @param results of each server, those of all rounds */
    ComparisonTable(Map<String, List<JsonNode>> results) {
        this.results = results;
    }

    void print() {
        System.out.println("| server | CPU s per million, least | median | vs " + BASE
                + " | p50 ms | p99 ms | updates/s each | bytes | MB resident | client busy |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        results.forEach(this::row);
        System.out.println();
        ratio("vigie-epoll", BASE, "at most 0.68");
        ratio("vigie-io_uring", BASE, "at most 0.60");
        ratio("vigie-io_uring", "raw-epoll", "below 1");
        ratio("vigie-io_uring", "raw-io_uring", "as near to 1 as can be");
    }

    private void row(String server, List<JsonNode> rounds) {
        System.out.printf(
                "| %s | %.2f | %.2f | %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f %% |%n",
                server,
                Medians.sorted(rounds, CPU)[0],
                cpu(server),
                results.containsKey(BASE) ? "%.2f".formatted(cpu(server) / cpu(BASE)) : "–",
                Medians.of(rounds, "/steady/tickToClient/p50Millis"),
                Medians.of(rounds, "/steady/tickToClient/p99Millis"),
                Medians.of(rounds, "/steady/updatesPerSecondPerSessionMean"),
                Medians.of(rounds, "/steady/bytesPerMessage"),
                Medians.of(rounds, "/serverProcess/residentBytesAtEnd") / 1e6,
                100 * Medians.of(rounds, "/client/loopShare"));
    }

    private void ratio(String server, String other, String goal) {
        if (results.containsKey(server) && results.containsKey(other)) {
            System.out.printf("%s / %s: %.2f (goal: %s)%n", server, other, cpu(server) / cpu(other), goal);
        }
    }

    private double cpu(String server) {
        return Medians.of(results.getOrDefault(server, List.of()), CPU);
    }
}
