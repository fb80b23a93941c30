package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.DashboardPage.value;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does with mouse and keys, in a real browser. */
final class ControlsTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void pauseFreezesThePictureAndLosesNothing() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        page.locator("#pause").click();
        assertThat(page.locator("#pause")).hasAttribute("aria-pressed", "true");
        // What came before the pause may still be drawn.
        await().until(() -> isStill(page));
        String frozen = value(page, PRESSURE).textContent();
        for (int i = 0; i < 3; i++) {
            updates(5);
            assertThat(value(page, PRESSURE).textContent()).isEqualTo(frozen);
        }

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

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < 40 && !(Boolean) wanted.evaluate("e => e === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }

    private boolean isStill(Page page) {
        String before = value(page, PRESSURE).textContent();
        updates(5);
        return value(page, PRESSURE).textContent().equals(before);
    }

    private void updates(int count) {
        long seq = server.seq();
        await().until(() -> server.seq() > seq + count);
    }
}
