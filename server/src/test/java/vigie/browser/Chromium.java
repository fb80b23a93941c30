package vigie.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's browser without a head, for all tests of a JVM. Used by the thread that made it, as Playwright asks. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    /** How long an assertion about a page may take to come true. */
    private static final int PATIENCE_MILLIS = 30_000;

    /** Any host of {@code .test} is this machine, and by HTTP no more trusted than one elsewhere. */
    private static final String ELSEWHERE = "--host-resolver-rules=MAP *.test 127.0.0.1";
    /** Without a head it would let pages sound that nobody has touched. */
    private static final String TOUCH_TO_SOUND = "--autoplay-policy=document-user-activation-required";
    /**
     * With every page of ours it would load two of its own, which drop from an address bar that nobody sees, and start a process for
     * a next page that never comes. The others are those that Playwright does without: of two such lists the last one counts.
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

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    PROGRAM + ": not found (expected: Debian's package chromium; ./check installs it)");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(QUIET));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
