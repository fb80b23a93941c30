package vigie.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window, with what its developer tools count. */
final class MeasuredBrowser implements AutoCloseable {
    /** With these a tab in the background is not slowed down, as it is at people's. */
    private static final List<String> KEEPS_AWAKE = List.of(
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setIgnoreDefaultArgs(KEEPS_AWAKE)
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--js-flags=--expose-gc")));

    String version() {
        return browser.version();
    }

    Page open(URI url, int width, int height) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("en-GB"))
                .newPage();
        page.navigate(url.toString());
        return page;
    }

    /** Processor time of all its processes so far, seconds: lines are also painted outside of a page's main thread. */
    double cpuSeconds() {
        CDPSession session = browser.newBrowserCDPSession();
        double seconds = 0;
        for (var process : session.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
            seconds += process.getAsJsonObject().get("cpuTime").getAsDouble();
        }
        session.detach();
        return seconds;
    }

    /** A tab that another can cover. */
    BareTab openBare(URI url, int width, int height) {
        return new BareTab(browser.newPage(), browser.newBrowserCDPSession(), url, width, height);
    }

    /** What Performance.getMetrics counts, such as TaskDuration (seconds) and JSHeapUsedSize (bytes). */
    static final class Counters {
        private final CDPSession session;

        Counters(Page page) {
            session = page.context().newCDPSession(page);
            session.send("Performance.enable");
        }

        double read(String name) {
            for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
                JsonObject object = metric.getAsJsonObject();
                if (object.get("name").getAsString().equals(name)) {
                    return object.get("value").getAsDouble();
                }
            }
            throw new IllegalArgumentException("metric: " + name + " (expected: one that Chromium knows)");
        }

        void collectGarbage() {
            session.send("HeapProfiler.collectGarbage");
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
