package vigie.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.http.settings.BindException;

/**
 * What the page costs at its limit: 20 visible charts at 10 Hz, full of an hour's readings from the start, at windows of 1, 5, 15 and
 * 60 minutes, beside a page of uPlot charts with the same readings; 100 sensors while scrolling; a tab in the background; and, when
 * asked for, the heap over time.
 */
@Command(
        name = "bench/page",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What the page costs, beside uPlot doing the same work. Without options: everything but --minutes.")
final class PageCost implements Callable<Integer> {
    private static final int MANY_SENSORS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final String COLUMNS =
            "| frames/s | slowest frame, ms | tasks over 50 ms | main thread | all of Chromium | heap, MB |";
    private static final String SCROLL = """
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
            """;

    /** What can be measured. */
    enum Part {
        WINDOWS,
        SCROLL,
        HIDDEN
    }

    @Option(names = "--part", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<Part> parts = Set.of(Part.values());

    @Option(names = "--window", split = ",", paramLabel = "MINUTES", description = "only these windows: 1, 5, 15, 60")
    private List<Integer> windows = List.of(1, 5, 15, 60);

    @Option(names = "--seconds", description = "how long each is measured (${DEFAULT-VALUE})")
    private int seconds = 12;

    @Option(names = "--minutes", description = "nothing but the heap for so long, a line every five minutes")
    private int minutes;

    @Option(names = "--screenshots", paramLabel = "FOLDER", description = "keeps a picture of each page here")
    private @Nullable Path screenshots;

    private PageCost() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PageCost())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, BindException {
        try (var browser = new MeasuredBrowser()) {
            System.out.println(Machine.describe("Chromium " + browser.version() + " without GPU, not pinned"));
            if (minutes > 0) {
                heap(browser);
                return CommandLine.ExitCode.OK;
            }
            if (parts.contains(Part.WINDOWS)) {
                new WindowCost(windows, Duration.ofSeconds(seconds), screenshots).measure(browser);
            }
            if (parts.contains(Part.SCROLL)) {
                scroll(browser);
            }
            if (parts.contains(Part.HIDDEN)) {
                HiddenTab.measure(browser, WindowCost.SENSORS, WindowCost.PAST);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void scroll(MeasuredBrowser browser) throws IOException, BindException {
        try (var server = new FedServer(MANY_SENSORS, Duration.ofMinutes(5))) {
            Page page = browser.open(server.url("/"), 1920, 1080);
            page.waitForSelector("[data-sensor] >> nth=" + (MANY_SENSORS - 1));
            PageProbe probe = new PageProbe(browser, page);
            page.waitForTimeout((double) WARM_UP.toMillis());
            page.evaluate(SCROLL);
            PageProbe.Figures figures = probe.measure(Duration.ofSeconds(seconds));
            System.out.printf("%n%d sensors, scrolling 12 pixels a frame, %d s%n%n", MANY_SENSORS, seconds);
            System.out.printf("%s%n|---|---|---|---|---|---|%n| %s |%n", COLUMNS, figures.cells());
            page.context().close();
        }
    }

    private void heap(MeasuredBrowser browser) throws IOException, BindException {
        int step = Math.min(5, minutes);
        System.out.printf(
                "%n%d visible charts × 10 Hz, window 5 minutes, an hour of readings in the page%n%n",
                WindowCost.SENSORS);
        System.out.printf("| to minute %s%n|---|---|---|---|---|---|---|%n", COLUMNS);
        try (var server = new FedServer(WindowCost.SENSORS, WindowCost.PAST)) {
            Page page = WindowCost.openVigie(browser, server);
            WindowCost.choose(page, 5);
            PageProbe probe = new PageProbe(browser, page);
            for (int minute = step; minute <= minutes; minute += step) {
                System.out.printf(
                        "| %d | %s |%n",
                        minute, probe.measure(Duration.ofMinutes(step)).cells());
            }
        }
    }
}
