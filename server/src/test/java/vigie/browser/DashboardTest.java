package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PATIENTLY;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.DashboardPage.value;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.http.settings.BindException;

/** What an operator sees on the dashboard, in a real browser. */
final class DashboardTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

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
    void noSensorYet_pageSaysWhatToPlugOrType() throws BindException {
        try (DashboardServer empty = DashboardServer.empty().start()) {
            Page page = operator.opens(empty.url());

            assertThat(page.locator("#empty")).isVisible();
            assertThat(page.locator("#empty")).containsText("./vigie ports", PATIENTLY);
            operator.takesScreenshot(page, "empty");
        }
    }

    @Test
    void featuresThatAreDetached_leaveNoCardNoListenerAndNoTimer() {
        Page page = operator.opens("about:blank");
        PageLedger.keep(page);
        page.navigate(server.url() + "?stats");
        connected(page);
        assertMoves(page, PRESSURE);
        page.keyboard().press("r");
        page.keyboard().press("n");
        card(page, PRESSURE).locator("button.open").click();
        assertThat(page.locator("#detail-chart svg").first()).isVisible();
        assertThat(PageLedger.left(page).toString())
                .contains("setInterval 100", "WebSocket", "keydown of HTMLDocument", "click of detail-close");

        page.evaluate("import('/js/main.js').then(({ page }) => page).then(detach => detach())");

        assertThat(page.locator("#board > *")).hasCount(0);
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.locator("#stats")).isHidden();
        await().untilAsserted(() -> assertThat(PageLedger.left(page)).isEmpty());
        assertThat(operator.complaints()).isEmpty();
    }
}
