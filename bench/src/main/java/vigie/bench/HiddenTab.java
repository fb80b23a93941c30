package vigie.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import vigie.http.BindException;

/** What a tab in the background costs, and how soon it is right when it returns. */
final class HiddenTab {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration HIDDEN = Duration.ofSeconds(10);
    private static final int RETURNS = 5;

    /** From the tab's becoming visible to the frame with a value of the last 0.3 s, and to the first frame with a new line. */
    private static final String WATCH_RETURN = """
            () => {
              const card = document.querySelector("[data-sensor='load/clock']");
              const line = () => card.querySelector("[data-role=line]").getAttribute("d");
              const age = () => {
                const seconds = Number(card.querySelector("[data-role=value]").textContent.replace(/[^0-9.]/g, ""));
                return (Date.now() - seconds * 1_000 + 100_000) % 100_000;
              };
              document.addEventListener("visibilitychange", () => {
                if (document.hidden) {
                  window.returned = { line: line() };
                  return;
                }
                const { line: before } = window.returned;
                const begin = performance.now();
                const found = (window.returned = {});
                const frame = () => {
                  found.number ??= age() < 300 ? performance.now() - begin : undefined;
                  found.line ??= line() !== before ? performance.now() - begin : undefined;
                  if (found.number === undefined || found.line === undefined) {
                    requestAnimationFrame(frame);
                  }
                };
                requestAnimationFrame(frame);
              });
            }
            """;

    private HiddenTab() {}

    static void measure(MeasuredBrowser browser, int sensors, Duration past) throws IOException, BindException {
        try (var server = new FedServer(sensors, past)) {
            Page page = browser.open(server.url("/"), 1920, 1080);
            page.waitForSelector("[data-sensor] >> nth=" + (sensors - 1));
            PageProbe probe = new PageProbe(page);
            page.waitForTimeout(WARM_UP.toMillis());
            page.evaluate(WATCH_RETURN);
            CDPSession session = page.context().newCDPSession(page);
            JsonObject off = new JsonObject();
            off.addProperty("enabled", false);
            session.send("Emulation.setFocusEmulationEnabled", off);
            Page other = page.context().newPage();
            other.bringToFront();
            page.waitForTimeout(1000);
            System.out.println("hidden after bringToFront: " + page.evaluate("() => document.hidden"));
            System.out.println(probe.measure(Duration.ofSeconds(3)));
            page.bringToFront();
            page.waitForTimeout(1000);
            System.out.println("hidden: " + page.evaluate("() => document.hidden")
                    + page.evaluate("() => JSON.stringify(window.returned)"));
            JsonObject window = session.send("Browser.getWindowForTarget");
            System.out.println(window);
            JsonObject args = new JsonObject();
            args.add("windowId", window.get("windowId"));
            JsonObject bounds = new JsonObject();
            bounds.addProperty("windowState", "minimized");
            args.add("bounds", bounds);
            session.send("Browser.setWindowBounds", args);
            page.waitForTimeout(1000);
            System.out.println("hidden after minimized: " + page.evaluate("() => document.hidden"));
            page.context().close();
        }
    }
}
