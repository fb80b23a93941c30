package vigie.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the page costs with 20 sensors at 10 Hz, window 5 min: frames per second, long tasks, share of the main thread, heap.
 * First argument: for how many minutes (30 unless given); a line is printed every five.
 */
final class PageCost {
    private static final String COUNT_FRAMES = """
            () => {
              const stats = (window.measured = { frames: 0, long: 0, longest: 0 });
              const count = () => { stats.frames++; requestAnimationFrame(count); };
              requestAnimationFrame(count);
              new PerformanceObserver(list => list.getEntries().forEach(entry => {
                stats.long++;
                stats.longest = Math.max(stats.longest, entry.duration);
              })).observe({ entryTypes: ['longtask'] });
            }
            """;

    private PageCost() {}

    public static void main(String[] args) throws IOException {
        int minutes = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        int step = Math.min(5, minutes);
        Path folder = Files.createTempDirectory("vigie-measure");
        try (var server = new MeasuredServer(folder, """
                        sources:
                          - { id: load, type: simulated, plant: load, load: { channels: 20, readings-per-second: 200 } }
                        """);
                var browser = new MeasuredBrowser()) {
            Page page = browser.open(server.url(), 1600, 1300);
            page.waitForSelector("[data-sensor]");
            page.click("[data-window='300000']");
            page.waitForTimeout(10_000);
            page.evaluate(COUNT_FRAMES);
            var counters = new MeasuredBrowser.Counters(page);
            for (int minute = step; minute <= minutes; minute += step) {
                report(page, counters, minute, step * 60);
            }
        }
    }

    private static void report(Page page, MeasuredBrowser.Counters counters, int minute, int seconds) {
        page.evaluate("() => Object.assign(window.measured, { frames: 0, long: 0, longest: 0 })");
        double busy = counters.read("TaskDuration");
        long begin = System.nanoTime();
        page.waitForTimeout(seconds * 1000.0);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        busy = counters.read("TaskDuration") - busy;
        counters.collectGarbage();
        System.out.printf(
                "to minute %d: %.1f frames/s, %.0f long tasks (longest %.0f ms), main thread %.1f %%, heap %.1f MB, %d cards%n",
                minute,
                number(page, "frames") / elapsed,
                number(page, "long"),
                number(page, "longest"),
                100 * busy / elapsed,
                counters.read("JSHeapUsedSize") / 1e6,
                page.locator("[data-sensor]").count());
    }

    private static double number(Page page, String name) {
        return ((Number) page.evaluate("name => window.measured[name]", name)).doubleValue();
    }
}
