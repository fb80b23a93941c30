package vigie.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.DoubleStream;
import vigie.http.settings.BindException;

/** What a tab in the background costs, and how soon it is right when it returns. */
final class HiddenTab {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration HIDDEN = Duration.ofSeconds(10);
    private static final Duration BRIEFLY = Duration.ofSeconds(2);
    private static final int RETURNS = 5;

    /**
     * Per return, milliseconds from becoming visible to the frame whose number is of the last 0.3 s, and to the frame whose line is
     * another than before.
     */
    private static final String WATCH = """
            (() => {
              const card = document.querySelector("[data-sensor='load/clock']");
              const line = () => [...card.querySelectorAll("path.line")].pop().getAttribute("d");
              const age = () => {
                const seconds = Number(card.querySelector("[data-role=value]").textContent.replace(/[^0-9.]/g, ""));
                return (Date.now() - seconds * 1_000 + 100_000) % 100_000;
              };
              let before = "";
              document.addEventListener("visibilitychange", () => {
                window.returned = undefined;
                if (document.hidden) {
                  before = line();
                  return;
                }
                const begin = performance.now();
                const found = {};
                const frame = () => {
                  found.number ??= age() < 300 ? performance.now() - begin : undefined;
                  found.line ??= line() !== before ? performance.now() - begin : undefined;
                  if (found.number === undefined || found.line === undefined) {
                    requestAnimationFrame(frame);
                  } else {
                    window.returned = found;
                  }
                };
                requestAnimationFrame(frame);
              });
            })()
            """;

    private HiddenTab() {}

    static void measure(MeasuredBrowser browser, int sensors, Duration past) throws IOException, BindException {
        try (var server = new FedServer(sensors, past)) {
            BareTab tab = browser.openBare(server.url("/"), 1920, 1080);
            tab.await("document.querySelectorAll('[data-role=line]').length === " + sensors);
            tab.pause(WARM_UP);
            tab.evaluate(WATCH);
            double visible = share(tab, HIDDEN);
            double[] number = new double[RETURNS];
            double[] line = new double[RETURNS];
            double hidden = 0;
            for (int i = 0; i < RETURNS; i++) {
                tab.cover();
                tab.await("document.hidden");
                tab.pause(BRIEFLY);
                hidden = i == 0 ? share(tab, HIDDEN) : hidden;
                tab.uncover();
                tab.await("window.returned !== undefined");
                JsonObject returned = tab.evaluate("window.returned").getAsJsonObject();
                number[i] = returned.get("number").getAsDouble();
                line[i] = returned.get("line").getAsDouble();
            }
            System.out.printf("%nA tab in the background, %d sensors × 10 Hz, %d returns%n%n", sensors, RETURNS);
            System.out.println(
                    "| main thread, in front | in the background | back: newest number, median/worst ms | line, median/worst ms |");
            System.out.println("|---|---|---|---|");
            System.out.printf("| %.1f %% | %.1f %% | %s | %s |%n", visible, hidden, spread(number), spread(line));
        }
    }

    private static double share(BareTab tab, Duration time) {
        double busy = tab.busySeconds();
        long begin = System.nanoTime();
        tab.pause(time);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return 100 * (tab.busySeconds() - busy) / seconds;
    }

    private static String spread(double[] millis) {
        double[] sorted = DoubleStream.of(millis).sorted().toArray();
        return "%.0f/%.0f".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
