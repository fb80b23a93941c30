package vigie.bench;

import tools.jackson.databind.JsonNode;

/** A row per measurement, in the manner of Markdown, printed as soon as it is there. */
final class FanoutTable {
    FanoutTable() {
        System.out.println("| | sessions | updates/s each | bytes | CPU s per million | cores | p50 ms | p99 ms"
                + " | thinned away | lost | MB at end | client busy |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    /** Prints it, and gives it back. */
    JsonNode row(String name, JsonNode result) {
        System.out.printf(
                "| %s | %d | %.1f | %.0f | %.2f | %.2f | %.1f | %.1f | %d | %d | %.0f | %.0f %% |%n",
                name,
                result.at("/opening/opened").asInt(),
                figure(result, "/steady/updatesPerSecondPerSessionMean"),
                figure(result, "/steady/bytesPerMessage"),
                figure(result, "/serverProcess/cpuSecondsPerMillionUpdates"),
                figure(result, "/serverProcess/cpuCores"),
                figure(result, "/steady/tickToClient/p50Millis"),
                figure(result, "/steady/tickToClient/p99Millis"),
                result.at("/steady/updatesThinnedAway").asLong(),
                result.at("/lostUpdates").asLong(),
                figure(result, "/serverProcess/residentBytesAtEnd") / 1e6,
                100 * figure(result, "/client/loopShare"));
        return result;
    }

    private static double figure(JsonNode result, String pointer) {
        return result.at(pointer).asDouble(Double.NaN);
    }
}
