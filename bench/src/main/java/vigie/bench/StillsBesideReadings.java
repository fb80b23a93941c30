package vigie.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What large stills cost the readings: the same load, to clients that ask for stills, with one sent every second and with none, a server
 * of its own each time, in turn.
 */
@Command(
        name = "bench/run StillsBesideReadings",
        description = "Measures the updates with a large still every second and without, in turn.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StillsBesideReadings implements Callable<Integer> {
    private static final String P50 = "/steady/tickToClient/p50Millis";
    private static final String P99 = "/steady/tickToClient/p99Millis";
    private static final String CAMERA = "  - { id: cam, type: stills }\n";

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--clients", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--bytes", defaultValue = "5000000", description = "Of a still. Default: ${DEFAULT-VALUE}")
    private int bytes;

    @Option(names = "--seconds", defaultValue = "20", description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "How long it runs before. Default: ${DEFAULT-VALUE}")
    private int warmup;

    private StillsBesideReadings() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new StillsBesideReadings()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        LoadedServer server = new LoadedServer(VigieCommand.JAR, null, seconds, warmup);
        byte[] picture = picture(bytes);
        FanoutTable table = new FanoutTable();
        List<JsonNode> without = new ArrayList<>();
        List<JsonNode> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            without.add(table.row("without", run(server, null)));
            with.add(table.row("with stills", run(server, picture)));
        }
        System.out.printf(
                "medians with a still of %.1f MB every second and without: p50 %.1f and %.1f ms, p99 %.1f and %.1f ms: %.2f times (goal: at most 1.2)%n",
                picture.length / 1e6,
                Medians.of(with, P50),
                Medians.of(without, P50),
                Medians.of(with, P99),
                Medians.of(without, P99),
                Medians.of(with, P99) / Medians.of(without, P99));
        return 0;
    }

    /** Twenty sensors, ten readings a second each; the picture, if there is one, once a second meanwhile. */
    private JsonNode run(LoadedServer server, byte @Nullable [] picture) throws IOException {
        String sources = VigieCommand.source("load", 20, 200) + CAMERA;
        return server.run("tick: 100ms", sources, url -> {
            if (picture == null) {
                return load(server, url);
            }
            try (Camera camera = new Camera(url, picture)) {
                JsonNode result = load(server, url);
                camera.say();
                return result;
            }
        });
    }

    private JsonNode load(LoadedServer server, URI url) throws IOException {
        return server.load(url, "--clients=" + clients, "--cbor", "--stills");
    }

    /** Noise, which does not shrink. */
    private static byte[] picture(int bytes) throws IOException {
        int side = (int) Math.sqrt(bytes / 3.0);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, random.nextInt());
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this JDK writes no PNG (expected: java.desktop)");
            }
            return out.toByteArray();
        }
    }

    /** Sends the picture every second until it is closed. */
    private static final class Camera implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "camera"));
        private final HttpRequest request;
        private final URI stats;
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        Camera(URI url, byte[] picture) {
            stats = url.resolve("/api/stats");
            request = HttpRequest.newBuilder(url.resolve("/api/stills/cam/camera"))
                    .header("Content-Type", "image/png")
                    .POST(BodyPublishers.ofByteArray(picture))
                    .build();
            var unused = clock.scheduleAtFixedRate(this::send, 1, 1, TimeUnit.SECONDS);
        }

        private void send() {
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                (status == 201 ? sent : failed).incrementAndGet();
            } catch (IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** What became of the stills. */
        void say() throws IOException {
            try {
                HttpRequest question = HttpRequest.newBuilder(stats).build();
                JsonNode live = JsonMapper.shared()
                        .readTree(client.send(question, BodyHandlers.ofByteArray())
                                .body())
                        .path("live");
                System.out.printf(
                        "stills: %d sent by the camera, %d refused; %d to clients, %d skipped%n",
                        sent.get(),
                        failed.get(),
                        live.path("sentStills").asLong(),
                        live.path("skippedStills").asLong());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
