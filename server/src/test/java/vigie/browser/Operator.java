package vigie.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Someone in front of a screen: one real Chromium per test class, a fresh profile per page.
 *
 * <p>Register it as a static {@code @RegisterExtension}. A test fails, it is not skipped, where Chromium is missing.
 * Used by the test's own thread only, as Playwright asks.
 */
public final class Operator implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** How long an assertion about a page may take to come true. */
    private static final int PATIENCE_MILLIS = 30_000;

    /** Any host of {@code .test} is this machine, and by HTTP no more trusted than one elsewhere. */
    private static final String ELSEWHERE = "--host-resolver-rules=MAP *.test 127.0.0.1";
    /** Without a head it would let pages sound that nobody has touched. */
    private static final String TOUCH_TO_SOUND = "--autoplay-policy=document-user-activation-required";

    /**
     * Of the browser's own window, whose head nobody sees, nothing is loaded with every page of ours: neither what drops from its
     * address bar nor a process kept for the next page. The others are those that Playwright does without; the last list counts.
     */
    private static final String NO_EXTRAS = "--disable-features="
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess,"
            + "AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose,"
            + "DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,"
            + "ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,Translate,OptimizationHints";

    private static final List<String> QUIET = List.of(
            ELSEWHERE,
            TOUCH_TO_SOUND,
            NO_EXTRAS,
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new IllegalStateException(
                    CHROMIUM + ": not found (expected: Debian's package chromium; ./check installs it)");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(QUIET));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        complaints.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
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
