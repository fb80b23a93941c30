package vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The scenarios. Each prints a table with a row per measurement, and what is asked of the ratios. */
final class FanoutScenarios {
    private static final String THOUSAND = "--clients=1000";
    private static final String TICK = "tick: 20ms";
    /** One update of 1.2 kB per tick of 20 ms. */
    private static final String FIFTY_HERTZ = VigieCommand.source(Contenders.SOURCE, 20, 1_000);

    private static final int SLOW = 100;
    private static final String CPU = "/serverProcess/cpuSecondsPerMillionUpdates";
    private static final String BYTES = "/steady/bytesPerMessage";
    private static final String AT_END = "/serverProcess/residentBytesAtEnd";
    private static final String P99 = "/steady/tickToClient/p99Millis";

    private final LoadedServer server;

    FanoutScenarios(LoadedServer server) {
        this.server = server;
    }

    /** Compression once per frame: CPU and bytes with and without. */
    void deflate() throws IOException {
        FanoutTable table = new FanoutTable();
        JsonNode plain = table.row("plain", server.load(TICK, FIFTY_HERTZ, THOUSAND));
        JsonNode deflated = table.row("deflated", server.load(TICK, FIFTY_HERTZ, THOUSAND, "--deflate"));
        System.out.printf(
                "deflate: %s; CPU %.2f of plain (goal: at most 1.1), bytes %.2f (goal: a fifth)%n",
                deflated.at("/deflate").asString(), ratio(deflated, plain, CPU), ratio(deflated, plain, BYTES));
    }

    /** More than a core can send: ticks are dropped, not queued. */
    void overload() throws IOException {
        String source = VigieCommand.source(Contenders.SOURCE, 20, 2_000);
        JsonNode result = new FanoutTable().row("1000 × 100 Hz", server.load("tick: 10ms", source, THOUSAND));
        System.out.printf(
                "p50 %.1f ms with a tick of 10 ms (goal: less); %.1f of 100 updates a second came%n",
                figure(result, "/steady/tickToClient/p50Millis"),
                figure(result, "/steady/updatesPerSecondPerSessionMean"));
    }

    /** 5000 come while 1000 are served. */
    void accept() throws IOException {
        FanoutTable table = new FanoutTable();
        JsonNode newcomers = server.run(TICK, FIFTY_HERTZ, url -> {
            CompletableFuture<JsonNode> served = CompletableFuture.supplyAsync(() -> served(url));
            LockSupport.parkNanos(Duration.ofSeconds(server.warmup()).toNanos());
            JsonNode result = LoadClient.run(url, "--clients=5000", "--warmup=0", "--seconds=1");
            table.row("1000 served", served.join());
            return table.row("5000 more", result);
        });
        System.out.printf(
                "%d of 5000 opened within %.1f s (goal: all within 10), %d failed%n",
                newcomers.at("/opening/opened").asInt(),
                figure(newcomers, "/opening/seconds"),
                newcomers.at("/opening/failed").asInt());
    }

    private JsonNode served(URI url) {
        try {
            return server.load(url, THOUSAND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One in ten stops reading for two thirds of the time. The kernel's buffer is kept small, or it would hide that. With and without
     * take turns, since the machine's own hiccups are in every p99.
     */
    void slow(int rounds) throws IOException {
        String settings = TICK + ", send-buffer-bytes: 32768";
        FanoutTable table = new FanoutTable();
        List<JsonNode> without = new ArrayList<>();
        List<JsonNode> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            without.add(table.row("none slow", server.load(settings, FIFTY_HERTZ, THOUSAND)));
            with.add(table.row(SLOW + " slow", server.load(settings, FIFTY_HERTZ, THOUSAND, "--slow=" + SLOW)));
        }
        System.out.printf(
                "the others' p99 %.2f of that with none slow (goal: at most 1.1); memory per slow session %.0f kB (goal: under 256);"
                        + " medians of %d rounds%n",
                Medians.of(with, P99) / Medians.of(without, P99),
                (Medians.of(with, AT_END) - Medians.of(without, AT_END)) / SLOW / 1e3,
                rounds);
        with.forEach(FanoutScenarios::tellSlow);
    }

    private static void tellSlow(JsonNode some) {
        System.out.printf(
                "the slow: %d of %d still open, %d caught up, the last after %d ms; %d updates came after %d left out%n",
                some.at("/slow/open").asInt(),
                SLOW,
                some.at("/slow/caughtUp").asInt(),
                some.at("/slow/caughtUpAfterMillisMax").asLong(),
                some.at("/slow/traffic/thinnedUpdates").asLong(),
                some.at("/slow/traffic/updatesThinnedAway").asLong());
    }

    /** A filter of its own for each, against the same for all; three sensors in nearly all of either. */
    void views() throws IOException {
        String source = VigieCommand.source("a", 20, 400);
        FanoutTable table = new FanoutTable();
        JsonNode same = table.row("1 view", server.load("tick: 50ms", source, THOUSAND, "--sensors=a/c1,a/c2,a/c3"));
        JsonNode distinct = table.row("1000 views", server.load("tick: 50ms", source, THOUSAND, "--views=distinct"));
        System.out.printf(
                "1000 different views cost %.2f of 1000 equal ones (goal: at most 3)%n", ratio(distinct, same, CPU));
    }

    /** Sessions to which nothing is sent. */
    void idle() throws IOException {
        JsonNode result = new FanoutTable().row("10 000 idle", server.load("tick: 100ms", "", "--clients=10000"));
        System.out.printf(
                "%.1f kB for each of %d sessions (goal: at most 8)%n",
                figure(result, "/serverProcess/residentBytesPerSession") / 1e3,
                result.at("/opening/opened").asInt());
    }

    /** More readings than a core likes, to few clients. */
    void flood() throws IOException {
        String sources = VigieCommand.source("a", 500, 100_000) + VigieCommand.source("b", 500, 100_000);
        server.run("tick: 100ms", sources, url -> {
            JsonNode result = new FanoutTable().row("10 clients", server.load(url, "--clients=10"));
            System.out.printf(
                    "%.0f readings/s to each of 10 (asked for: 200000); resident %.0f MB before, %.0f at the end%n",
                    figure(result, "/steady/readingsPerSecond") / 10,
                    figure(result, "/serverProcess/residentBytesBefore") / 1e6,
                    figure(result, AT_END) / 1e6);
            System.out.println("the server's own counts: " + counts(url));
            return result;
        });
    }

    /** What {@code /api/stats} says. */
    private static String counts(URI url) throws IOException {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url.resolve("/api/stats")).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "none (HTTP " + answer.statusCode() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "none";
        }
    }

    private static double ratio(JsonNode one, JsonNode other, String pointer) {
        return figure(one, pointer) / figure(other, pointer);
    }

    private static double figure(JsonNode result, String pointer) {
        return result.at(pointer).asDouble(Double.NaN);
    }
}
