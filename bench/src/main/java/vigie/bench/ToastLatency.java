package vigie.bench;

import com.google.gson.Gson;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From a reading over its limit, written into a pseudo-terminal, to the toast that tells of the alarm, and from a note that is sent in
 * one browser to the toast in another. Each toast is looked at in the page that shows it: when it came into the document, and when
 * the next frame began, at which the screen has it.
 */
@Command(
        name = "bench/run ToastLatency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "From a reading over its limit, and from a note in one browser, to the toast in another.")
final class ToastLatency implements Callable<Integer> {
    /** No divisor of a tick: readings drift through all its moments. */
    private static final int PERIOD_MILLIS = 397;
    /** As much early or late, as lines of devices come. */
    private static final int JITTER_MILLIS = 40;
    /** A session may write so many notes in a minute, so several browsers take turns. */
    private static final int WRITERS = 5;

    private static final int NOTE_MILLIS = 497;

    private static final String WATCH = """
            () => {
              const seen = (window.seen = []);
              new MutationObserver(changes => {
                for (const { addedNodes } of changes) {
                  for (const { dataset } of addedNodes) {
                    const toast = { event: Number(dataset.event), kind: dataset.kind, drawn: Date.now(), shown: 0 };
                    seen.push(toast);
                    requestAnimationFrame(() => requestAnimationFrame(() => (toast.shown = Date.now())));
                  }
                }
              }).observe(document.getElementById("toast-list"), { childList: true });
            }
            """;

    /** Sends it as the button does, and says when. */
    private static final String WRITE = """
            text => {
              document.getElementById("note-text").value = text;
              const sent = Date.now();
              document.getElementById("note-form").requestSubmit();
              return sent;
            }
            """;

    @Option(names = "--alarms", description = "how many readings go over the limit (${DEFAULT-VALUE})")
    private int alarms = 200;

    @Option(names = "--notes", description = "how many notes are written (${DEFAULT-VALUE})")
    private int notes = 200;

    private final Random random = new Random(1);

    private ToastLatency() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ToastLatency()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        try (var pty = new Pty(folder);
                var server = new MeasuredServer(folder, """
                        sources:
                          - { id: pty, type: serial, port: %s, format: pairs }
                        alarms:
                          - { sensor: pty/level, above: 50, severity: warning, for: 0s, clear-delay: 0s }
                        """.formatted(pty.port()));
                var browser = new MeasuredBrowser()) {
            System.out.println(Machine.describe("Chromium " + browser.version() + " without GPU, not pinned"));
            URI url = URI.create(server.url() + "/");
            browser.open(url, 1440, 900);
            Page second = browser.open(url, 1440, 900);
            write(pty, 10);
            second.waitForSelector("[data-sensor='pty/level']");
            second.evaluate(WATCH);
            second.waitForTimeout(2_000);
            System.out.printf(
                    "%n| from, to a toast in another browser | toasts | p50, ms | p99, ms | worst, ms |%n|---|---|---|---|---|%n");
            report("a reading over its limit", raise(pty, second), seen(second, "alarm-raised"));
            report("a note that is sent", note(browser, url, second), seen(second, "note"));
        }
        return CommandLine.ExitCode.OK;
    }

    /** When each reading over the limit was written, epoch milliseconds; between two of them is one that is not. */
    private List<Long> raise(Pty pty, Page page) throws IOException {
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < alarms; i++) {
            pause();
            sent.add(System.currentTimeMillis());
            write(pty, 90);
            pause();
            write(pty, 10);
        }
        page.waitForTimeout(2_000);
        return sent;
    }

    private void pause() {
        int millis = PERIOD_MILLIS + random.nextInt(2 * JITTER_MILLIS) - JITTER_MILLIS;
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static void write(Pty pty, int level) throws IOException {
        pty.device().write(("level:" + level + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private List<Long> note(MeasuredBrowser browser, URI url, Page page) {
        List<Page> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Page writer = browser.open(url, 800, 600);
            writer.locator("#bell").click();
            writer.locator("#me-name").fill("Writer " + i);
            writer.keyboard().press("Enter");
            writer.locator("#tab-notes").click();
            writers.add(writer);
        }
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < notes; i++) {
            sent.add(((Number) writers.get(i % WRITERS).evaluate(WRITE, "note " + i)).longValue());
            page.waitForTimeout(NOTE_MILLIS);
        }
        page.waitForTimeout(1_000);
        return sent;
    }

    /** A toast: the number of its event, what it tells, when it came, and when the screen had it, epoch milliseconds. */
    private record Toast(long event, String kind, long drawn, long shown) {}

    /** A toast that had to make room may come again. */
    private static List<Toast> seen(Page page, String kind) {
        Toast[] all = new Gson().fromJson((String) page.evaluate("() => JSON.stringify(window.seen)"), Toast[].class);
        Map<Long, Toast> first = new LinkedHashMap<>();
        Arrays.stream(all)
                .filter(toast -> toast.kind().equals(kind))
                .forEach(toast -> first.putIfAbsent(toast.event(), toast));
        return List.copyOf(first.values());
    }

    private static void report(String what, List<Long> sent, List<Toast> seen) {
        if (sent.size() != seen.size()) {
            System.out.printf("| %s | %d of %d: they cannot be told apart | | | |%n", what, seen.size(), sent.size());
            return;
        }
        row(what, sent, seen.stream().map(Toast::drawn).toList());
        row(what + ", to the screen", sent, seen.stream().map(Toast::shown).toList());
    }

    private static void row(String what, List<Long> sent, List<Long> came) {
        long[] took = new long[sent.size()];
        Arrays.setAll(took, i -> came.get(i) - sent.get(i));
        Arrays.sort(took);
        int count = took.length;
        System.out.printf(
                "| %s | %d | %d | %d | %d |%n", what, count, took[count / 2], took[count * 99 / 100], took[count - 1]);
    }
}
