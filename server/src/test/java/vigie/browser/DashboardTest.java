package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.http.BindException;

/** What an operator does with the dashboard, in a real browser. */
final class DashboardTest {
    private static final String PRESSURE = "boiler/pressure";
    private static final String VIBRATION = "bench/vibration";
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @RegisterExtension
    static final Operator operator = new Operator();

    private DashboardServer server;

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @BeforeEach
    void start() throws BindException {
        server = DashboardServer.withPlant(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void operatorSeesValuesMove() {
        Page page = connected(operator.opens(server.url()));

        assertMoves(page, PRESSURE);
        assertThat(card(page, PRESSURE).locator("[data-role=unit]")).hasText("bar");
        assertThat(card(page, PRESSURE).locator("[data-role=chart] svg").first())
                .isVisible();
        assertThat(page.locator("#board [data-sensor]")).hasCount(9);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void everythingComesFromTheServerItself() {
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        Page page = operator.opens("about:blank");
        page.onRequest(request -> {
            if (!request.url().startsWith(server.url()) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        page.navigate(server.url());
        connected(page);

        assertThat(elsewhere).isEmpty();
    }

    @Test
    void newSensorAppearsByItself() {
        Page page = connected(operator.opens(server.url()));

        server.discover("tank");

        assertThat(value(page, "tank/level")).containsText("1.5");
        assertThat(page.locator("[data-source=tank]").first()).isVisible();
    }

    @Test
    void pauseFreezesThePictureAndLosesNothing() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        page.locator("#pause").click();
        assertThat(page.locator("#pause")).hasAttribute("aria-pressed", "true");
        String frozen = value(page, PRESSURE).textContent();
        long seq = server.seq();
        await().until(() -> server.seq() > seq + 10);
        assertThat(value(page, PRESSURE)).hasText(frozen);

        page.locator("#pause").click();
        assertMoves(page, PRESSURE);
    }

    @Test
    void filterShowsWhatItNames() {
        Page page = connected(operator.opens(server.url()));

        page.locator("#filter").fill("humid");
        assertThat(card(page, "greenhouse/humidity")).isVisible();
        assertThat(card(page, PRESSURE)).isHidden();

        page.locator("#filter").fill("nothing is called so");
        assertThat(page.locator("#nothing")).isVisible();
        page.locator("#clear-filter").click();
        assertThat(card(page, PRESSURE)).isVisible();
    }

    @Test
    void clickEnlargesAndEscapeReturns() {
        Page page = connected(operator.opens(server.url()));

        card(page, PRESSURE).locator("button.open").click();
        assertThat(page.locator("#detail")).isVisible();
        assertThat(page.locator("#detail-name")).hasText("pressure");
        assertThat(page.locator("#detail-chart svg").first()).isVisible();
        operator.takesScreenshot(page, "enlarged");

        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(card(page, PRESSURE).locator("button.open")).isFocused();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void windowIsKeptWhenThePageIsReloaded() {
        Page page = connected(operator.opens(server.url()));

        page.locator("[data-window=\"30000\"]").click();
        assertThat(page.locator("[data-window=\"30000\"]")).hasAttribute("aria-pressed", "true");
        page.reload();

        assertThat(page.locator("[data-window=\"30000\"]")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void silentSensorSaysSoOnItsCard() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        server.silence(PRESSURE);

        assertThat(card(page, PRESSURE)).hasAttribute("data-status", "stale");
        assertThat(card(page, PRESSURE).locator("[data-role=cause]")).not().isEmpty();
        assertThat(card(page, VIBRATION)).hasAttribute("data-status", "live");
    }

    @Test
    void unpluggedSourceTellsItsCauseAndComesBack() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, VIBRATION);

        server.unplug("bench");
        assertThat(card(page, VIBRATION)).hasAttribute("data-status", "lost");
        assertThat(card(page, VIBRATION).locator("[data-role=cause]")).containsText("was unplugged", PATIENTLY);
        assertThat(card(page, PRESSURE)).hasAttribute("data-status", "live");
        operator.takesScreenshot(page, "unplugged");

        server.plugIn("bench");
        assertThat(card(page, VIBRATION)).hasAttribute("data-status", "live");
        assertMoves(page, VIBRATION);
    }

    @Test
    void serverThatIsLostComesBack() throws BindException {
        Page page = connected(operator.opens(server.url()));
        int port = server.port();

        server.close();
        assertThat(page.locator("#connection")).hasAttribute("data-state", Pattern.compile("reconnecting|gone"));
        assertThat(page.locator("#connection-text")).containsText("trying again", PATIENTLY);
        operator.takesScreenshot(page, "server-gone");

        server = DashboardServer.withPlant(port);
        connected(page);
        assertMoves(page, PRESSURE);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void noSensorYet_pageSaysWhatToPlugOrType() throws BindException {
        try (DashboardServer empty = DashboardServer.empty()) {
            Page page = operator.opens(empty.url());

            assertThat(page.locator("#empty")).isVisible();
            assertThat(page.locator("#empty")).containsText("./vigie ports", PATIENTLY);
            operator.takesScreenshot(page, "empty");
        }
    }

    @Test
    void frenchBrowserReadsFrenchAndMaySwitch() {
        Page page = connected(operator.opens(server.url(), Operator.desktop().setLocale("fr-FR")));

        assertThat(page.locator("html")).hasAttribute("lang", "fr");
        assertThat(page.locator("#filter")).hasAttribute("placeholder", "Filtrer les capteurs");
        assertThat(page.locator("#connection-text")).containsText("En direct", PATIENTLY);
        operator.takesScreenshot(page, "french");

        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#filter")).hasAttribute("placeholder", "Filter sensors");
    }

    @Test
    void keyboardAloneDoesEverything() {
        Page page = connected(operator.opens(server.url()));

        page.keyboard().press("/");
        assertThat(page.locator("#filter")).isFocused();
        page.keyboard().type("pressure");
        assertThat(card(page, VIBRATION)).isHidden();
        tabTo(page, card(page, PRESSURE).locator("button.open"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#detail")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        page.keyboard().press("p");
        assertThat(page.locator("#pause")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void everyControlHasAName() {
        Page page = connected(operator.opens(server.url()));

        Object nameless = page.evaluate(
                "[...document.querySelectorAll('button, input')]"
                        + ".filter(e => e.offsetParent && !(e.getAttribute('aria-label') || e.textContent.trim())).map(e => e.id)");

        assertThat((List<?>) nameless).isEmpty();
    }

    @Test
    void phoneShowsOneColumnWithoutScrollingSideways() {
        Page page = connected(operator.opens(
                server.url(), Operator.desktop().setViewportSize(390, 844).setDeviceScaleFactor(2)));
        assertMoves(page, PRESSURE);

        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "phone");
    }

    @Test
    void wallShowsNoControls() {
        Page page = connected(operator.opens(server.url() + "?wall"));

        assertThat(page.locator(".controls")).isHidden();
        assertMoves(page, PRESSURE);
        operator.takesScreenshot(page, "wall");
    }

    @Test
    void lightAndDarkFollowTheSystemAndTheSwitch() {
        Page light = pictured("dashboard-light", Operator.desktop().setColorScheme(ColorScheme.LIGHT));
        Page dark = pictured("dashboard-dark", Operator.desktop().setColorScheme(ColorScheme.DARK));

        assertThat(brightness(light)).isGreaterThan(200);
        assertThat(brightness(dark)).isLessThan(60);
        dark.locator("#theme").click();
        assertThat(dark.locator("html")).hasAttribute("data-theme", "light");
        assertThat(brightness(dark)).isGreaterThan(200);
    }

    private Page pictured(String name, Browser.NewContextOptions options) {
        Page page = connected(operator.opens(server.url(), options));
        assertMoves(page, VIBRATION);
        assertThat(page.locator("#connection")).containsText(Pattern.compile("\\d updates/s"));
        operator.takesScreenshot(page, name);
        return page;
    }

    /** Of the page's ground, 0 to 255. */
    private static double brightness(Page page) {
        return ((Number) page.evaluate("(() => { const c = document.createElement('canvas').getContext('2d');"
                        + "for (const e of [document.documentElement, document.body]) {"
                        + "c.fillStyle = getComputedStyle(e).backgroundColor; c.fillRect(0, 0, 1, 1); }"
                        + "const [r, g, b] = c.getImageData(0, 0, 1, 1).data; return (r + g + b) / 3; })()"))
                .doubleValue();
    }

    private static Page connected(Page page) {
        assertThat(page.locator("#connection")).hasAttribute("data-state", "connected");
        return page;
    }

    private static void assertMoves(Page page, String sensor) {
        assertThat(value(page, sensor)).containsText(Pattern.compile("\\d"), PATIENTLY);
        String before = value(page, sensor).textContent();
        assertThat(value(page, sensor)).not().hasText(before);
    }

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < 40 && !(Boolean) wanted.evaluate("e => e === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }

    private static Locator card(Page page, String sensor) {
        return page.locator("#board [data-sensor=\"" + sensor + "\"]");
    }

    private static Locator value(Page page, String sensor) {
        return card(page, sensor).locator("[data-role=value]");
    }
}
