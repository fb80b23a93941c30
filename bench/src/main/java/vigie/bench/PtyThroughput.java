package vigie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Feeds a pseudo-terminal 20 000 numbered lines a second for 30 s and accounts for every line at a WebSocket client. */
final class PtyThroughput {
    private static final int LINES_PER_SECOND = 20_000;
    private static final int SECONDS = 30;
    private static final int BURSTS_PER_SECOND = 200;

    private PtyThroughput() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        try (var pty = new Pty(folder);
                var server = new MeasuredServer(
                        folder, "sources:\n  - { id: pty, type: serial, port: " + pty.port() + ", format: pairs }\n")) {
            AtomicLong next = new AtomicLong();
            AtomicLong wrong = new AtomicLong();
            try (var client = new LiveReadings(server.live(""), (sensor, time, value) -> {
                if (value != next.getAndIncrement()) {
                    wrong.incrementAndGet();
                }
            })) {
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                Duration cpuBefore = server.cpu();
                long begin = System.nanoTime();
                write(pty, begin);
                double seconds = (System.nanoTime() - begin) / 1e9;
                Duration cpu = server.cpu().minus(cpuBefore);
                client.settle();
                System.out.printf(
                        "written %d lines in %.1f s; received %d, out of order or missing %d; server CPU %.1f %% of a core%n",
                        LINES_PER_SECOND * SECONDS,
                        seconds,
                        next.get(),
                        wrong.get(),
                        100 * cpu.toMillis() / 1000.0 / seconds);
            }
        }
    }

    private static void write(Pty pty, long begin) throws IOException {
        int perBurst = LINES_PER_SECOND / BURSTS_PER_SECOND;
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (int burst = 0; burst < BURSTS_PER_SECOND * SECONDS; burst++) {
            lines.setLength(0);
            for (int i = 0; i < perBurst; i++) {
                lines.append("n:").append(number++).append('\n');
            }
            pty.device().write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            long due = begin + (burst + 1) * (1_000_000_000L / BURSTS_PER_SECOND);
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
