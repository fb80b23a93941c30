package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PATIENTLY;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.http.settings.BindException;

/** A page that heard nothing says so on its cards, and why; then its lines are as if it had never been away. */
final class UnheardTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void linkThatIsLost_isTheCauseOnTheCards() throws BindException {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        int port = server.port();

        server.close();
        assertThat(card(page, PRESSURE)).hasAttribute("data-status", "stale");
        assertThat(card(page, PRESSURE).locator("[data-role=cause]"))
                .containsText("the link to the server is lost", PATIENTLY);
        assertThat(card(page, PRESSURE).locator("[data-role=age]")).containsText("silent for");
        operator.takesScreenshot(page, "link-lost");

        try (DashboardServer again = DashboardServer.onPort(port)) {
            again.start();
            connected(page);
            assertThat(card(page, PRESSURE)).hasAttribute("data-status", "live");
            assertThat(card(page, PRESSURE).locator("[data-role=cause]")).isEmpty();
            assertThat(operator.complaints()).isEmpty();
        }
    }

    /** Its scripts stand still, as those of a frozen tab or of a machine asleep do, while the server goes on. */
    @Test
    void tabThatWasAsleep_saysSo_andItsLineIsWholeAgain() {
        Page page = connected(operator.opens(server.url()));
        page.locator("[data-window=\"30000\"]").click();
        assertMoves(page, PRESSURE);
        rememberCauses(page);
        CDPSession browser = page.context().newCDPSession(page);

        browser.send("Debugger.enable");
        browser.send("Debugger.pause");
        long seq = server.seq();
        await().atMost(Duration.ofMinutes(1)).until(() -> server.seq() > seq + 80);
        browser.send("Debugger.resume");

        assertMoves(page, PRESSURE);
        page.waitForFunction("() => window.causes.some(cause => cause.startsWith('this tab was asleep for '))");
        assertThat(card(page, PRESSURE)).hasAttribute("data-status", "live");
        assertThat(((Number) page.evaluate(WIDEST_STEP)).doubleValue())
                .as("widest step of the line, of 30 s; asleep it was for 8 s")
                .isLessThan(0.1);
        assertThat(operator.complaints()).isEmpty();
    }

    /** Of the card's line, from point to point, as a part of the plot's width; a gap counts as a step. */
    private static final String WIDEST_STEP = "() => { const card = document.querySelector('[data-sensor=\"" + PRESSURE
            + "\"]'); const width = card.querySelector('.highcharts-plot-background').getBBox().width;"
            + "let [last, widest] = [NaN, 0];"
            + "for (const path of card.querySelectorAll('path.line')) {"
            + "for (const [, x] of (path.getAttribute('d') ?? '').matchAll(/[ML]([-0-9.]+) /g)) {"
            + "widest = Math.max(widest, Number(x) - last || 0); last = Number(x); } }"
            + "return widest / width; }";

    private static void rememberCauses(Page page) {
        page.evaluate(
                "sensor => { window.causes = [];"
                        + "const cause = document.querySelector(`[data-sensor=\"${sensor}\"] [data-role=cause]`);"
                        + "new MutationObserver(() => window.causes.push(cause.textContent))"
                        + ".observe(cause, { childList: true, characterData: true, subtree: true }); }",
                PRESSURE);
    }
}
