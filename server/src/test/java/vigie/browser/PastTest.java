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
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The past on the dashboard: long windows, and any moment of it, in a real browser. */
final class PastTest {
    private static final int DAY = 86_400_000;

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPast(Duration.ofHours(26));

    @Test
    void windowOfADayIsFilledFromTheHistory_asABandThatKeepsItsPeaks_andGoesOnLive() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        page.locator("[data-window=\"" + DAY + "\"]").click();

        assertThat(band(page, PRESSURE)).hasAttribute("d", Pattern.compile("(M[^M]+V[^M]+){200,}"));
        assertThat(card(page, PRESSURE).locator("[data-role=max]")).containsText(Pattern.compile("2\\.[5-9]"));
        operator.takesScreenshot(page, "past-day");
        assertMoves(page, PRESSURE);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void pageThatIsOpenedLater_showsWhatTheServersMemoryDoesNotHold() {
        Page page = connected(operator.opens(server.url()));

        page.locator("[data-window=\"3600000\"]").click();

        await().untilAsserted(() -> assertThat(leftEdge(page)).isLessThan(0.1));
    }

    @Test
    void sliderMovesEverythingToAMoment_saysThatThisIsNotNow_andPlaysIt() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        page.keyboard().press("r");
        assertThat(page.locator("#time-slider")).isFocused();
        page.locator("#time-slider").fill("350");

        assertThat(page.locator("html")).hasAttribute("data-past", "");
        assertThat(page.locator("#time-mark")).hasText("Not now");
        assertThat(page.locator("#time-ago")).containsText("3 h 30 min");
        assertThat(page.locator("#connection-text")).not().containsText("Live");
        String then = value(page, PRESSURE).textContent();
        operator.takesScreenshot(page, "past-moment");

        page.locator("[data-rate=\"60\"]").click();
        assertThat(value(page, PRESSURE)).not().hasText(then);
        assertThat(page.locator("#time-ago")).not().containsText("3 h 30 min");
        operator.takesScreenshot(page, "past-played");

        page.locator("#time-now").click();
        assertThat(page.locator("html")).not().hasAttribute("data-past", "");
        assertThat(page.locator("#time-bar")).isHidden();
        assertThat(page.locator("#connection-text")).containsText("Live");
        assertMoves(page, PRESSURE);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void cardsStayWhereTheyAre_whateverTimeIsShown() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, VIBRATION);
        BoundingBox before = card(page, VIBRATION).boundingBox();

        page.locator("#rewind").click();
        page.keyboard().press("Home");
        assertThat(page.locator("html")).hasAttribute("data-past", "");
        page.locator("[data-window=\"" + DAY + "\"]").click();
        BoundingBox after = card(page, VIBRATION).boundingBox();

        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void keysAloneGoThroughTime() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#time-ago")).containsText(Pattern.compile("1 min (1[5-9]|[2-5]\\d) s"));
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#time-ago")).containsText(Pattern.compile("2 min [3-5]\\d s"));
        page.keyboard().press(" ");
        assertThat(page.locator("#time-play")).hasAttribute("aria-label", "Stop");
        page.keyboard().press("n");
        assertThat(page.locator("#time-bar")).isHidden();
        assertMoves(page, PRESSURE);
    }

    @Test
    void draggingZooms_theWheelMoves_andTheWholeDashboardFollows() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        card(page, PRESSURE).locator("button.open").click();
        assertThat(page.locator("#detail-chart svg").first()).isVisible();

        BoundingBox plot =
                page.locator("#detail-chart .highcharts-plot-background").boundingBox();
        Mouse mouse = page.mouse();
        mouse.move(plot.x + plot.width / 4, plot.y + 50);
        mouse.down();
        mouse.move(plot.x + plot.width / 2, plot.y + 60, new Mouse.MoveOptions().setSteps(5));
        mouse.up();
        assertThat(page.locator("#detail #time-ago")).containsText(Pattern.compile("2 min [2-5]\\d s"));

        String moment = page.locator("#time-moment").inputValue();
        mouse.wheel(0, -300);
        await().untilAsserted(() ->
                assertThat(page.locator("#time-moment").inputValue()).isLessThan(moment));
        operator.takesScreenshot(page, "past-zoomed");
        page.keyboard().press("Escape");
        assertThat(page.locator("#time-place #time-bar")).isVisible();
        assertThat(page.locator("html")).hasAttribute("data-past", "");
    }

    @Test
    void phoneGoesThroughTimeToo_andTheDayIsDarkAndFrench() {
        Page page = connected(operator.opens(
                server.url(), Operator.phone().setColorScheme(ColorScheme.DARK).setLocale("fr-FR")));
        assertMoves(page, PRESSURE);

        page.locator("[data-window=\"" + DAY + "\"]").tap();
        page.locator("#rewind").tap();
        page.locator("#time-slider").fill("300");

        assertThat(page.locator("#time-mark")).hasText("Passé");
        assertThat(band(page, PRESSURE)).hasAttribute("d", Pattern.compile("(M[^M]+V[^M]+){100,}"));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "past-phone");

        card(page, PRESSURE).locator("button.open").tap();
        assertThat(page.locator("#detail #time-bar")).isVisible();
        assertThat(
                        page.evaluate(
                                "(() => { const sheet = document.querySelector('#detail .sheet');"
                                        + "return sheet.scrollWidth <= sheet.clientWidth && sheet.scrollHeight <= sheet.clientHeight; })()"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "past-phone-enlarged");
    }

    /** Of the plot, where the line of the pressure begins: 0 at its left edge. */
    private static double leftEdge(Page page) {
        return ((Number) page.evaluate("(() => { const card = document.querySelector('[data-sensor=\"" + PRESSURE
                        + "\"]'); const line = card.querySelector('path.line').getBoundingClientRect();"
                        + "const plot = card.querySelector('.highcharts-plot-background').getBoundingClientRect();"
                        + "return line.width === 0 ? 1 : (line.left - plot.left) / plot.width; })()"))
                .doubleValue();
    }

    private static Locator band(Page page, String sensor) {
        return card(page, sensor).locator("[data-role=band]");
    }
}
