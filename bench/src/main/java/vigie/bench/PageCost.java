package vigie.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.http.BindException;

/**
 * What the page costs at its limit: 20 visible charts at 10 Hz, full of an hour's readings from the start, at windows of 1, 5, 15 and
 * 60 minutes; beside it, in the same run, a page of uPlot charts with the same readings. Then 100 sensors while scrolling, a tab in the
 * background, and, when asked for, the heap over time.
 */
@Command(
        name = "bench/page",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What the page costs, beside uPlot doing the same work. Without options: everything but --minutes.")
final class PageCost implements Callable<Integer> {
    private static final int SENSORS = 20;
    private static final int MANY_SENSORS = 100;
    private static final Duration PAST = Duration.ofHours(1);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** All twenty cards are visible at once. */
    private static final int WIDTH = 1920;

    private static final int HEIGHT = 1080;
    private static final String ROW = "| %s | %s | %s | %.1f |%n";

    /** What can be measured. */
    enum Part {
        windows,
        scroll,
        hidden
    }

    /** A page that is measured, and how one sees that its charts hold the hour. */
    private enum Contender {
        VIGIE("Vigie", "/", """
                sensors => {
                  const lines = [...document.querySelectorAll("[data-role=line]")];
                  return lines.length === sensors && lines.every(line => line.getBBox().width > 250);
                }
                """),
        UPLOT("uPlot", "/uplot/index.html", "() => document.documentElement.dataset.filled !== undefined");

        private final String title;
        private final String path;
        private final String filled;

        Contender(String title, String path, String filled) {
            this.title = title;
            this.path = path;
            this.filled = filled;
        }
    }

    @Option(names = "--part", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<Part> parts = Set.of(Part.values());

    @Option(names = "--window", split = ",", paramLabel = "MINUTES", description = "only these windows: 1, 5, 15, 60")
    private List<Integer> windows = List.of(1, 5, 15, 60);

    @Option(names = "--seconds", description = "how long each window is measured (${DEFAULT-VALUE})")
    private int seconds = 15;

    @Option(
            names = "--every",
            paramLabel = "MILLIS",
            description = "how often uPlot's page redraws a chart (${DEFAULT-VALUE})")
    private int uplotPeriod = 100;

    @Option(names = "--minutes", description = "nothing but the heap for so long, a line every five minutes")
    private int minutes;

    @Option(names = "--screenshots", paramLabel = "FOLDER", description = "keeps a picture of each page here")
    private @Nullable Path screenshots;

    private PageCost() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PageCost()).execute(args));
    }

    @Override
    public Integer call() throws IOException, BindException {
        try (var browser = new MeasuredBrowser()) {
            System.out.println(Machine.describe("Chromium " + browser.version() + " without GPU, not pinned"));
            if (minutes > 0) {
                heap(browser);
                return CommandLine.ExitCode.OK;
            }
            if (parts.contains(Part.windows)) {
                windows(browser);
            }
            if (parts.contains(Part.scroll)) {
                scroll(browser);
            }
            if (parts.contains(Part.hidden)) {
                HiddenTab.measure(browser, SENSORS, PAST);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void windows(MeasuredBrowser browser) throws IOException, BindException {
        List<List<PageProbe.Figures>> figures = new ArrayList<>();
        System.out.printf(
                "%n%d visible charts × 10 Hz, %d s each, an hour of readings in the page; uPlot redraws every %d ms%n%n",
                SENSORS, seconds, uplotPeriod);
        System.out.println(
                "| window | page | frames/s | slowest frame, ms | tasks over 50 ms | main thread | heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (var server = new FedServer(SENSORS, PAST)) {
            for (Contender contender : Contender.values()) {
                figures.add(windows(browser, server, contender));
            }
        }
        System.out.println();
        for (int i = 0; i < windows.size(); i++) {
            double ours = figures.get(0).get(i).mainThreadPercent();
            double theirs = figures.get(1).get(i).mainThreadPercent();
            System.out.printf(
                    "%d min: %.2f of uPlot's main thread (goal: at most 1.5)%n", windows.get(i), ours / theirs);
        }
    }

    private List<PageProbe.Figures> windows(MeasuredBrowser browser, FedServer server, Contender contender) {
        Page page = browser.open(server.url(contender.path + "?every=" + uplotPeriod), WIDTH, HEIGHT);
        page.waitForSelector("[data-window='3600000']").click();
        page.waitForFunction(contender.filled, SENSORS);
        PageProbe probe = new PageProbe(page);
        List<PageProbe.Figures> figures = new ArrayList<>();
        for (int window : windows) {
            page.click("[data-window='" + Duration.ofMinutes(window).toMillis() + "']");
            page.waitForTimeout((double) WARM_UP.toMillis());
            PageProbe.Figures measured = probe.measure(Duration.ofSeconds(seconds));
            figures.add(measured);
            System.out.printf(ROW, window + " min", contender.title, measured.cells(), measured.heapMegabytes());
            keepPicture(page, contender.title.toLowerCase(Locale.ROOT) + "-" + window + ".png");
        }
        page.context().close();
        return figures;
    }

    private void scroll(MeasuredBrowser browser) throws IOException, BindException {
        try (var server = new FedServer(MANY_SENSORS, Duration.ofMinutes(5))) {
            Page page = browser.open(server.url("/"), WIDTH, HEIGHT);
            page.waitForSelector("[data-sensor] >> nth=" + (MANY_SENSORS - 1));
            PageProbe probe = new PageProbe(page);
            page.waitForTimeout((double) WARM_UP.toMillis());
            page.evaluate("""
                    () => {
                      let pixels = 12;
                      const frame = () => {
                        const before = scrollY;
                        scrollBy({ top: pixels, behavior: "instant" });
                        pixels = scrollY === before ? -pixels : pixels;
                        requestAnimationFrame(frame);
                      };
                      requestAnimationFrame(frame);
                    }
                    """);
            PageProbe.Figures measured = probe.measure(Duration.ofSeconds(seconds));
            System.out.printf("%n%d sensors while scrolling 12 pixels a frame, %d s%n%n", MANY_SENSORS, seconds);
            System.out.println("| | page | frames/s | slowest frame, ms | tasks over 50 ms | main thread | heap, MB |");
            System.out.println("|---|---|---|---|---|---|---|");
            System.out.printf(ROW, "scrolling", "Vigie", measured.cells(), measured.heapMegabytes());
            keepPicture(page, "scroll.png");
            page.context().close();
        }
    }

    private void heap(MeasuredBrowser browser) throws IOException, BindException {
        int step = Math.min(5, minutes);
        System.out.printf(
                "%n%d visible charts × 10 Hz, window 5 minutes, an hour of readings in the page%n%n", SENSORS);
        System.out.println(
                "| to minute | page | frames/s | slowest frame, ms | tasks over 50 ms | main thread | heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (var server = new FedServer(SENSORS, PAST)) {
            Page page = browser.open(server.url("/"), WIDTH, HEIGHT);
            page.waitForSelector("[data-window='3600000']").click();
            page.waitForFunction(Contender.VIGIE.filled, SENSORS);
            page.click("[data-window='300000']");
            page.waitForTimeout((double) WARM_UP.toMillis());
            PageProbe probe = new PageProbe(page);
            for (int minute = step; minute <= minutes; minute += step) {
                PageProbe.Figures measured = probe.measure(Duration.ofMinutes(step));
                System.out.printf(ROW, minute, "Vigie", measured.cells(), measured.heapMegabytes());
            }
        }
    }

    private void keepPicture(Page page, String name) {
        if (screenshots != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(screenshots.resolve(name)));
        }
    }
}
