package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.PATIENTLY;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.http.settings.BindException;

/** What is lost on the way is told, and comes back: sensors, sources, the server, updates. */
final class DashboardLossTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

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

        try (DashboardServer again = DashboardServer.onPort(port)) {
            again.start();
            connected(page);
            assertMoves(page, PRESSURE);
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @Test
    void troubleOfTheServer_standsAboveEverything_untilItIsOver() {
        Page page = connected(operator.opens(server.url()));
        assertThat(page.locator("#troubles")).isHidden();
        server.trouble("readings are lost: they are too many");
        assertThat(page.locator("#troubles")).containsText("eadings are lost: they are too many (since ");
        Page later = connected(operator.opens(server.url()));
        assertThat(later.locator("#troubles")).containsText("they are too many");
        page.locator("#language").click();
        assertThat(page.locator("#troubles")).containsText("es mesures sont perdues : they are too many (depuis ");
        operator.takesScreenshot(page, "trouble");

        server.troubleOver("readings are kept again; none was lost");
        assertThat(page.locator("#troubles")).isHidden();
        assertThat(page.locator("#trouble-ended")).containsText("aucune n’a été perdue");
        assertThat(later.locator("#trouble-ended")).containsText("none was lost");
        assertMoves(page, PRESSURE);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void connectionThatCannotTakeEveryUpdate_saysSoWithoutCallingItAGap() {
        Page page = operator.opens("about:blank");
        page.routeWebSocket(Pattern.compile("/live"), DashboardLossTest::thinToOneOfFive);
        page.navigate(server.url() + "?stats");
        connected(page);

        assertThat(page.locator("#thinned")).hasText("1 of 5");
        assertThat(page.locator("#thinned")).hasAttribute("title", Pattern.compile("cannot take every update"));
        assertThat(page.locator("#spoken")).containsText("cannot take every update");
        assertThat(card(page, PRESSURE).locator("[data-role=missed]")).hasAttribute("d", Pattern.compile("M.+H.+"));
        assertThat(page.locator("[data-stat=thinned]")).hasAttribute("data-value", Pattern.compile("[1-9].*"));
        assertThat(page.locator("[data-stat=seq-holes]")).hasAttribute("data-value", "0");
        assertMoves(page, PRESSURE);
        operator.takesScreenshot(page, "thinned");
        page.locator("#language").click();
        assertThat(page.locator("#thinned")).hasText("1 sur 5");
        assertThat(operator.complaints()).isEmpty();
    }

    /** Between server and page: four updates are left out, the fifth says so, and brings what they held of the newest. */
    private static void thinToOneOfFive(WebSocketRoute page) {
        WebSocketRoute server = page.connectToServer();
        AtomicInteger skipped = new AtomicInteger();
        AtomicLong last = new AtomicLong();
        server.onMessage(frame -> {
            JsonObject message = JsonParser.parseString(frame.text()).getAsJsonObject();
            String type = message.get("type").getAsString();
            boolean update = type.equals("update");
            if (update && skipped.incrementAndGet() <= 4) {
                return;
            }
            if (update) {
                skipped.set(0);
                // The server may have left out some itself.
                message.addProperty("thinned", message.get("seq").getAsLong() - last.get() - 1);
            }
            if (update || type.equals("welcome")) {
                last.set(message.get("seq").getAsLong());
            }
            page.send(message.toString());
        });
    }
}
