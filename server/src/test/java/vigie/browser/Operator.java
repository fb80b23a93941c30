package vigie.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Someone in front of a screen: one real Chromium for all test classes of a JVM, a fresh profile per page.
 *
 * <p>Register it as a static {@code @RegisterExtension}. A test fails, it is not skipped, where Chromium is missing.
 * Used by the test's own thread only, as Playwright asks.
 */
public final class Operator implements BeforeAllCallback, AfterEachCallback {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Chromium.class))
                .computeIfAbsent(Chromium.class)
                .browser();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        complaints.clear();
    }

    /** A page of a desktop browser that speaks English and prefers light colours. */
    public Page opens(String url) {
        return opens(url, desktop());
    }

    /** A page of a browser as described. */
    public Page opens(String url, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.navigate(url);
        return page;
    }

    /** The starting point for {@link #opens(String, Browser.NewContextOptions)}. */
    public static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB");
    }

    /** The same, held in a hand. */
    public static Browser.NewContextOptions phone() {
        return desktop().setViewportSize(390, 844).setDeviceScaleFactor(2).setHasTouch(true);
    }

    /** Errors that no script of the pages has caught, since the test began. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Where a picture is left for people to look at. */
    public Path pictureOf(String name) {
        return SCREENSHOTS.resolve(name + ".png");
    }

    /** Writes {@code target/screenshots/NAME.png}. */
    public Path takesScreenshot(Page page, String name) {
        Path file = pictureOf(name);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        return file;
    }
}
