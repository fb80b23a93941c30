package vigie.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.http.settings.BindException;

/**
 * Twenty visible charts at windows of time, Vigie's and then uPlot's. uPlot is measured twice where Vigie redraws a chart less often
 * than readings come: at every reading, and as rarely as Vigie does.
 *
 * @param windows minutes
 * @param time how long each is measured
 * @param screenshots where a picture of each page is kept, null for nowhere
 */
record WindowCost(
        List<Integer> windows, Duration time, @Nullable Path screenshots) {
    static final int SENSORS = 20;
    static final Duration PAST = Duration.ofHours(1);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(8);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** All twenty cards are visible at once. */
    private static final int WIDTH = 1920;

    private static final int HEIGHT = 1080;
    private static final double READINGS_PER_SECOND = 10;

    private static final String VIGIE_FILLED = """
            sensors => {
              const lines = [...document.querySelectorAll("[data-role=line]")];
              return lines.length === sensors && lines.every(line => line.getBBox().width > 250);
            }
            """;
    private static final String UPLOT_FILLED = "() => document.documentElement.dataset.filled !== undefined";
    /** How often the end of a line was drawn within two seconds; a line may be in several pieces. */
    private static final String COUNT_LINES = """
            () => new Promise(done => {
              let lines = 0;
              const isLine = element => element?.classList.contains("line") === true;
              const observer = new MutationObserver(changes => {
                lines += changes.filter(({ target }) => isLine(target) && !isLine(target.nextElementSibling)).length;
              });
              observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["d"] });
              setTimeout(() => {
                observer.disconnect();
                done(lines);
              }, 2000);
            })
            """;

    /** One row: how often each chart was redrawn, and what that cost. */
    private record Cost(double redrawsPerSecond, PageProbe.Figures figures) {}

    void measure(MeasuredBrowser browser) throws IOException, BindException {
        System.out.printf(
                "%n%d visible charts × 10 Hz, %d s each, an hour of readings in the page%n%n",
                SENSORS, time.toSeconds());
        System.out.println(
                "| window | page | redraws/s of a chart | frames/s | slowest frame, ms | tasks over 50 ms | main thread | all of Chromium | heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        List<String> ratios = new ArrayList<>();
        try (var server = new FedServer(SENSORS, PAST)) {
            List<Cost> vigie = vigie(browser, server);
            Page uplot = open(browser, server, "/uplot/index.html", UPLOT_FILLED);
            PageProbe probe = new PageProbe(browser, uplot);
            for (int i = 0; i < windows.size(); i++) {
                ratios.add(ratio(uplot, probe, windows.get(i), vigie.get(i)));
            }
            uplot.context().close();
        }
        System.out.println();
        ratios.forEach(System.out::println);
    }

    /** Vigie's page with the hour in it. */
    static Page openVigie(MeasuredBrowser browser, FedServer server) {
        return open(browser, server, "/", VIGIE_FILLED);
    }

    private List<Cost> vigie(MeasuredBrowser browser, FedServer server) {
        Page page = openVigie(browser, server);
        PageProbe probe = new PageProbe(browser, page);
        List<Cost> costs = new ArrayList<>();
        for (int window : windows) {
            choose(page, window);
            PageProbe.Figures figures = probe.measure(time);
            double lines = ((Number) page.evaluate(COUNT_LINES)).doubleValue();
            costs.add(told(window, "Vigie", new Cost(lines / 2 / SENSORS, figures)));
            keepPicture(page, "vigie-" + window + ".png");
        }
        page.context().close();
        return costs;
    }

    private String ratio(Page page, PageProbe probe, int window, Cost vigie) {
        choose(page, window);
        Cost eager = uplot(page, probe, window, READINGS_PER_SECOND);
        keepPicture(page, "uplot-" + window + ".png");
        String ratio = "%d min: main thread %.2f of uPlot's (goal: at most 1.5)"
                .formatted(window, share(vigie) / share(eager));
        if (vigie.redrawsPerSecond() > 0.9 * READINGS_PER_SECOND) {
            return ratio;
        }
        Cost alike = uplot(page, probe, window, vigie.redrawsPerSecond());
        return ratio + ", %.2f of uPlot's when it redraws as rarely".formatted(share(vigie) / share(alike));
    }

    private Cost uplot(Page page, PageProbe probe, int window, double redrawsPerSecond) {
        page.evaluate("every => { window.redrawEvery = every; }", 1000 / redrawsPerSecond);
        page.waitForTimeout((double) WARM_UP.toMillis());
        return told(window, "uPlot", new Cost(redrawsPerSecond, probe.measure(time)));
    }

    private static double share(Cost cost) {
        return cost.figures().mainThreadPercent();
    }

    private static Cost told(int window, String page, Cost cost) {
        System.out.printf(
                "| %d min | %s | %.1f | %s |%n",
                window, page, cost.redrawsPerSecond(), cost.figures().cells());
        return cost;
    }

    private static Page open(MeasuredBrowser browser, FedServer server, String path, String filled) {
        Page page = browser.open(server.url(path), WIDTH, HEIGHT);
        page.waitForSelector("[data-window='3600000']").click();
        page.waitForFunction(filled, SENSORS);
        page.waitForTimeout((double) FIRST_WARM_UP.toMillis());
        return page;
    }

    /** As people do: by the page's button. */
    static void choose(Page page, int window) {
        page.click("[data-window='" + Duration.ofMinutes(window).toMillis() + "']");
        page.waitForTimeout((double) WARM_UP.toMillis());
    }

    private void keepPicture(Page page, String name) {
        if (screenshots != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(screenshots.resolve(name)));
        }
    }
}
