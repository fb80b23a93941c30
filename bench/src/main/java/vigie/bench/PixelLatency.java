package vigie.bench;

import com.google.gson.Gson;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From a line written into a pseudo-terminal to the frame that shows it, as the page itself measures it and, so that one sees
 * whether its figure is true, as seen from outside: every line carries another of ten levels, and in every frame it is looked at
 * which level number and line show.
 */
@Command(
        name = "bench/pixel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "From a line written into a pseudo-terminal to the frame that shows it.")
final class PixelLatency implements Callable<Integer> {
    private static final int LEVELS = 10;
    /** No divisor of a tick: lines drift through all its moments. */
    private static final int PERIOD_MILLIS = 97;
    /** So much early or late, as lines of devices come. */
    private static final int JITTER_MILLIS = 20;

    /**
     * Notes when number and line of the first card begin to show another level: the time of the frame in which they do, and the
     * beginning of the next one, when the screen has it. The line may be in several pieces. Its level is the height of its end
     * within the whole, in which all levels are.
     */
    private static final String WATCH = """
            () => {
              const card = document.querySelector("[data-sensor='pty/level']");
              const value = card.querySelector("[data-role=value]");
              const pieces = [...card.querySelectorAll("path.line")];
              const heights = () => {
                const boxes = pieces.filter(piece => piece.getAttribute("d")).map(piece => piece.getBBox());
                return { top: Math.min(...boxes.map(box => box.y)), bottom: Math.max(...boxes.map(box => box.y + box.height)) };
              };
              const seen = (window.seen = { number: [], line: [] });
              const shown = { number: NaN, line: NaN };
              let path = "";
              let fresh = [];
              const note = (what, level) => {
                if (level !== shown[what]) {
                  shown[what] = level;
                  const change = { level, drawn: Date.now(), shown: 0 };
                  seen[what].push(change);
                  fresh.push(change);
                }
              };
              const frame = () => {
                requestAnimationFrame(frame);
                fresh.forEach(change => (change.shown = Date.now()));
                fresh = [];
                note("number", Math.round(Number(value.textContent)));
                const last = pieces.findLast(piece => piece.getAttribute("d"));
                if (last.getAttribute("d") !== path) {
                  path = last.getAttribute("d");
                  const { top, bottom } = heights();
                  note("line", Math.round((9 * (bottom - last.getPointAtLength(last.getTotalLength()).y)) / (bottom - top)));
                }
              };
              requestAnimationFrame(frame);
            }
            """;

    private static final String[] STATS = {
        "pixel-p50", "pixel-p99", "pixel-count", "updates", "draw-p99", "fps", "dropped-frames", "long-tasks", "thinned"
    };

    @Option(names = "--channels", description = "values on each line (${DEFAULT-VALUE})")
    private int channels = 20;

    @Option(names = "--lines", description = "how many lines are measured, at 10 Hz (${DEFAULT-VALUE})")
    private int lines = 400;

    private final Random random = new Random(1);
    private int level;

    private PixelLatency() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PixelLatency()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        try (var pty = new Pty(folder);
                var server = new MeasuredServer(
                        folder, "sources:\n  - { id: pty, type: serial, port: " + pty.port() + ", format: pairs }\n");
                var browser = new MeasuredBrowser()) {
            System.out.println(Machine.describe("Chromium " + browser.version() + " without GPU, not pinned"));
            Page page = browser.open(URI.create(server.url() + "/?stats"), 1920, 1080);
            page.waitForSelector("[data-window='60000']").click();
            warmUp(pty, page);
            long[] sent = write(pty);
            page.waitForTimeout(1_000);
            Seen seen = new Gson().fromJson((String) page.evaluate("() => JSON.stringify(window.seen)"), Seen.class);
            report(page, sent, seen);
        }
        return CommandLine.ExitCode.OK;
    }

    /** The sensors appear, the scale knows all levels, and what is seen begins with the last line. */
    private void warmUp(Pty pty, Page page) throws IOException {
        do {
            for (int i = 0; i < 5 * LEVELS; i++) {
                writeLine(pty);
                page.waitForTimeout(PERIOD_MILLIS);
            }
        } while (page.locator("[data-role=line]").count() < channels);
        page.waitForTimeout(1_000);
        page.evaluate(WATCH);
        page.waitForTimeout(1_000);
    }

    /** When each line was written, epoch milliseconds. */
    private long[] write(Pty pty) throws IOException {
        long[] sent = new long[lines];
        long begin = System.nanoTime();
        for (int i = 0; i < lines; i++) {
            int jitter = random.nextInt(2 * JITTER_MILLIS) - JITTER_MILLIS;
            long due = begin
                    + Duration.ofMillis((long) (i + 1) * PERIOD_MILLIS + jitter).toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent[i] = System.currentTimeMillis();
            writeLine(pty);
        }
        return sent;
    }

    private void writeLine(Pty pty) throws IOException {
        level = (level + 1) % LEVELS;
        StringBuilder line = new StringBuilder("level:").append(level);
        for (int i = 1; i < channels; i++) {
            line.append(",channel").append(i).append(':').append(random.nextInt(100));
        }
        pty.device().write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** What the page showed from when on. */
    private record Seen(List<Change> number, List<Change> line) {}

    /** Another level: when it was drawn, and when the next frame began, epoch milliseconds. */
    private record Change(int level, long drawn, long shown) {}

    private void report(Page page, long[] sent, Seen seen) {
        System.out.printf(
                "%n%d lines with %d values each into a pseudo-terminal at 10 Hz, tick 100 ms; goal: p99 within 150 ms%n%n",
                lines, channels);
        System.out.println("| measured | readings | p50, ms | p99, ms | worst, ms |");
        System.out.println("|---|---|---|---|---|");
        System.out.printf(
                "| by the page, reading's time to the frame after it was drawn | %s | %s | %s | |%n",
                stat(page, "pixel-count"), stat(page, "pixel-p50"), stat(page, "pixel-p99"));
        row("from outside, write to line drawn", latencies(sent, seen.line(), false));
        row("from outside, write to the frame after it", latencies(sent, seen.line(), true));
        row("from outside, write to number drawn", latencies(sent, seen.number(), false));
        row("from outside, write to the frame after it", latencies(sent, seen.number(), true));
        System.out.print("\nThe page's panel:");
        for (String name : STATS) {
            System.out.print(" " + name + " " + stat(page, name) + ";");
        }
        System.out.println();
    }

    private static void row(String what, long[] sorted) {
        if (sorted.length == 0) {
            System.out.printf("| %s | 0 | | | |%n", what);
            return;
        }
        System.out.printf(
                "| %s | %d | %d | %d | %d |%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]);
    }

    /**
     * Every line's time to the first picture that shows it or a later one: of two lines within one tick only the later is ever shown.
     * A change of level says how many lines further the picture is, up to nine.
     */
    private long[] latencies(long[] sent, List<Change> changes, boolean shown) {
        int before = Math.floorMod(level - sent.length, LEVELS);
        LongStream.Builder found = LongStream.builder();
        int next = 0;
        for (Change change : changes) {
            int fresh = Math.floorMod(change.level() - before, LEVELS);
            before = change.level();
            for (int i = 0; i < fresh && next < sent.length; i++) {
                found.add((shown ? change.shown() : change.drawn()) - sent[next++]);
            }
        }
        return found.build().sorted().toArray();
    }

    private static String stat(Page page, String name) {
        Locator found = page.locator("[data-stat='" + name + "']");
        String value = found.count() == 0 ? null : found.first().getAttribute("data-value");
        return value == null ? "–" : value;
    }
}
