package vigie.bench;

import com.microsoft.playwright.Page;
import java.time.Duration;

/** Counts frames and long tasks inside a page, and reads from outside what its main thread did. Belongs to one thread. */
final class PageProbe {
    private static final String COUNT = """
            () => {
              const counted = (window.counted = { frames: 0, slowest: 0, long: 0, longest: 0 });
              let before = performance.now();
              const frame = now => {
                counted.frames += 1;
                counted.slowest = Math.max(counted.slowest, now - before);
                before = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
              new PerformanceObserver(list => list.getEntries().forEach(entry => {
                counted.long += 1;
                counted.longest = Math.max(counted.longest, entry.duration);
              })).observe({ entryTypes: ["longtask"] });
            }
            """;

    private final MeasuredBrowser browser;
    private final Page page;
    private final MeasuredBrowser.Counters counters;

    /** From now on the page is counted in. */
    PageProbe(MeasuredBrowser browser, Page page) {
        this.browser = browser;
        this.page = page;
        this.counters = new MeasuredBrowser.Counters(page);
        page.evaluate(COUNT);
    }

    /**
     * What happened in an interval.
     *
     * @param framesPerSecond calls of requestAnimationFrame
     * @param slowestFrameMillis the longest time between two of them
     * @param longTasks tasks over 50 ms
     * @param longestTaskMillis the longest of those, 0 when there is none
     * @param mainThreadPercent share of the time in which the main thread was busy
     * @param processorPercent processor time of all of the browser's processes, per time; may pass 100
     * @param heapMegabytes the JavaScript heap after a collection, at the end; typed arrays are not in it
     */
    record Figures(
            double framesPerSecond,
            double slowestFrameMillis,
            int longTasks,
            double longestTaskMillis,
            double mainThreadPercent,
            double processorPercent,
            double heapMegabytes) {
        /** For a table's row. */
        String cells() {
            String tasks = longTasks == 0 ? "0" : "%d (%.0f ms)".formatted(longTasks, longestTaskMillis);
            return "%.1f | %.0f | %s | %.1f %% | %.0f %% | %.1f"
                    .formatted(
                            framesPerSecond,
                            slowestFrameMillis,
                            tasks,
                            mainThreadPercent,
                            processorPercent,
                            heapMegabytes);
        }
    }

    /** What happens from now on, for so long. */
    Figures measure(Duration time) {
        page.evaluate("() => Object.assign(window.counted, { frames: 0, slowest: 0, long: 0, longest: 0 })");
        double busy = counters.read("TaskDuration");
        double processor = browser.cpuSeconds();
        long begin = System.nanoTime();
        page.waitForTimeout((double) time.toMillis());
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busySeconds = counters.read("TaskDuration") - busy;
        double processorSeconds = browser.cpuSeconds() - processor;
        Counted counted = new Counted(page);
        counters.collectGarbage();
        return new Figures(
                counted.number("frames") / seconds,
                counted.number("slowest"),
                (int) counted.number("long"),
                counted.number("longest"),
                100 * busySeconds / seconds,
                100 * processorSeconds / seconds,
                counters.read("JSHeapUsedSize") / 1e6);
    }

    private record Counted(Page page) {
        double number(String name) {
            return ((Number) page.evaluate("name => window.counted[name]", name)).doubleValue();
        }
    }
}
