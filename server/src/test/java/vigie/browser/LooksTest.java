package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.PATIENTLY;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.connected;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Languages, colours and screens, in a real browser. */
final class LooksTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

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
}
