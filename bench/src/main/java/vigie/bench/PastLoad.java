package vigie.bench;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vigie.http.settings.BindException;
import vigie.sensor.Reading;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.sqlite.SqliteHistory;

/**
 * From opening the page to a filled window of a day: every card's band reaches from edge to edge. Arguments: milliseconds between the
 * readings of a sensor in the history, 1000 unless said.
 */
final class PastLoad {
    private static final int SENSORS = 12;
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofHours(25);
    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final Duration COMMIT = Duration.ofMinutes(10);
    private static final int LOADS = 11;
    private static final String CHOOSES_A_DAY =
            "localStorage.setItem('vigie.window', '%d');".formatted(WINDOW.toMillis());
    /** Looks in every frame; the clock of a page begins when it is opened. */
    private static final String WATCHES_BANDS = """
            const whole = band => {
              const plot = band.closest("svg").querySelector(".highcharts-plot-background");
              return band.getBBox().width > 0.97 * plot.getBBox().width;
            };
            const look = () => {
              const bands = [...document.querySelectorAll("[data-role=band]")];
              if (bands.length === %d && bands.every(whole)) {
                window.filledAt = performance.now();
              } else {
                requestAnimationFrame(look);
              }
            };
            requestAnimationFrame(look);
            """.formatted(SENSORS);

    private PastLoad() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        long step = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000;
        System.out.println(Machine.describe("%d sensors, a reading every %d ms".formatted(SENSORS, step)));
        Path folder = Files.createTempDirectory(Path.of("target"), "past");
        try (DataFolder taken = DataFolder.take(folder);
                History history = SqliteHistory.open(taken, Clock.systemUTC())) {
            keep(history, step);
            load(history);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void keep(History history, long step) throws HistoryException {
        long now = System.currentTimeMillis();
        for (long begin = now - KEPT.toMillis(); begin < now; begin += COMMIT.toMillis()) {
            List<Reading> readings = new ArrayList<>();
            for (long time = begin; time < Math.min(now, begin + COMMIT.toMillis()); time += step) {
                readings.addAll(FedServer.readings(SENSORS, time));
            }
            history.append(readings);
        }
        System.out.printf("%d readings kept%n", history.size().readings());
    }

    private static void load(History history) throws BindException {
        List<Double> times = new ArrayList<>();
        try (var server = new FedServer(SENSORS, MEMORY, history);
                var browser = new MeasuredBrowser()) {
            for (int i = 0; i < LOADS; i++) {
                Page page = browser.open(server.url("/healthz"), 1920, 1080);
                page.addInitScript(CHOOSES_A_DAY + WATCHES_BANDS);
                page.navigate(server.url("/").toString());
                page.waitForFunction("() => window.filledAt !== undefined");
                times.add(((Number) page.evaluate("window.filledAt")).doubleValue());
                page.context().close();
            }
        }
        times.sort(null);
        System.out.printf(
                "a day of %d sensors filled after %.0f ms, median of %d loads (%.0f to %.0f)%n",
                SENSORS, times.get(LOADS / 2), LOADS, times.get(0), times.get(LOADS - 1));
    }
}
