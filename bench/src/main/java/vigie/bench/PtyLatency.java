package vigie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** From writing a line into a pseudo-terminal to its reading at a WebSocket client, tick 100 ms, at random moments. */
final class PtyLatency {
    private static final int LINES = 1_000;

    private PtyLatency() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        var micros = new ConcurrentLinkedQueue<Long>();
        try (var pty = new Pty(folder);
                var server = new MeasuredServer(
                        folder, "sources:\n  - { id: pty, type: serial, port: " + pty.port() + ", format: pairs }\n");
                var client = new LiveReadings(
                        server.live(""),
                        (sensor, time, value) -> micros.add((System.nanoTime() - (long) value) / 1_000))) {
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            Random random = new Random(1);
            for (int i = 0; i < LINES; i++) {
                pty.device().write(("sent:" + System.nanoTime() + "\n").getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos((20 + random.nextInt(40)) * 1_000_000L);
            }
            client.settle();
        }
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%d of %d lines; ms from pty to client: p50 %.1f, p99 %.1f, max %.1f%n",
                sorted.length,
                LINES,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 99 / 100] / 1e3,
                sorted[sorted.length - 1] / 1e3);
    }
}
