package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.connected;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The panel that says how quick the page is, for people and for programs. */
final class StatsPanelTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    private static final List<String> STATS = List.of(
            "pixel-p50",
            "pixel-p99",
            "pixel-count",
            "updates",
            "draw-p99",
            "fps",
            "dropped-frames",
            "long-tasks",
            "thinned");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?");

    @Test
    void keyOpensThePanelAndClosesIt() {
        Page page = connected(operator.opens(server.url()));
        assertThat(page.locator("#stats")).isHidden();

        page.keyboard().press("s");
        assertThat(page.locator("#stats")).isVisible();
        for (String stat : STATS) {
            assertThat(page.locator("[data-stat=" + stat + "]")).hasAttribute("data-value", NUMBER);
        }
        assertThat(page.locator("[data-stat=pixel-p99]")).hasText(Pattern.compile("[0-9] ms$"));
        operator.takesScreenshot(page, "stats");

        page.keyboard().press("s");
        assertThat(page.locator("#stats")).isHidden();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void keyTypedIntoTheFilterIsALetter() {
        Page page = connected(operator.opens(server.url()));

        page.keyboard().press("/");
        page.keyboard().type("press");
        assertThat(page.locator("#filter")).hasValue("press");
        assertThat(page.locator("#stats")).isHidden();
    }

    @Test
    void addressOpensThePanelAndItsButtonClosesIt() {
        Page page = connected(operator.opens(server.url() + "?stats"));

        assertThat(page.locator("#stats")).isVisible();
        page.locator("#stats-close").click();
        assertThat(page.locator("#stats")).isHidden();
    }

    @Test
    void panelCountsWhatWasDrawn() {
        Page page = connected(operator.opens(server.url() + "?stats"));

        assertThat(page.locator("[data-stat=pixel-count]")).hasAttribute("data-value", Pattern.compile("[1-9][0-9]+"));
        assertThat(page.locator("[data-stat=updates]")).hasAttribute("data-value", Pattern.compile("[1-9].*"));
        page.locator("#pause").click();
        String counted = page.locator("[data-stat=pixel-count]").getAttribute("data-value");
        long seq = server.seq();
        await().until(() -> server.seq() > seq + 20);
        page.locator("#pause").click();
        assertMoves(page, PRESSURE);
        assertThat(number(page, "pixel-p99"))
                .as("what was held back is not counted")
                .isLessThan(60_000);
        assertThat(number(page, "pixel-count")).isGreaterThanOrEqualTo(Double.parseDouble(counted));
    }

    @Test
    void frenchDarkPhoneReadsItToo() {
        Page page = connected(operator.opens(
                server.url() + "?stats",
                Operator.desktop()
                        .setLocale("fr-FR")
                        .setColorScheme(ColorScheme.DARK)
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)));

        assertThat(page.locator("#stats-title")).hasText("Rapidité de cette page");
        assertThat(page.locator("[data-stat=fps]")).hasText(Pattern.compile("[0-9],[0-9]"));
        assertThat(page.locator("[data-stat=fps]")).hasAttribute("data-value", NUMBER);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "stats-phone");
    }

    private static double number(Page page, String stat) {
        return Double.parseDouble(page.locator("[data-stat=" + stat + "]").getAttribute("data-value"));
    }
}
