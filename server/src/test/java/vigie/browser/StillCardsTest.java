package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.Cameras.DOOR;
import static vigie.browser.Cameras.HALL;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.StillsPage.BEFORE;
import static vigie.browser.StillsPage.NOW;
import static vigie.browser.StillsPage.alpha;
import static vigie.browser.StillsPage.awaitColour;
import static vigie.browser.StillsPage.colour;
import static vigie.browser.StillsPage.legend;
import static vigie.browser.StillsPage.light;
import static vigie.browser.StillsPage.matrix;
import static vigie.browser.StillsPage.picture;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures of cameras and matrices of thermal cameras on the dashboard, in a real browser. */
final class StillCardsTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPast(Duration.ofMinutes(30));

    @Test
    void pictureThatWasSent_isSeenOnItsCard_whichKeepsTheSizeOfTheOthers() {
        server.installCamera(DOOR, "Back door");
        server.sendStill(DOOR, "image/png", Cameras.png(BEFORE));
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        assertThat(picture(page)).isVisible();
        assertThat(colour(page)).isEqualTo(BEFORE);
        BoundingBox before = card(page, DOOR).boundingBox();
        server.sendStill(DOOR, "image/jpeg", Cameras.jpeg(NOW));
        awaitColour(page, NOW);

        assertThat(card(page, DOOR).boundingBox()).usingRecursiveComparison().isEqualTo(before);
        BoundingBox chart = card(page, PRESSURE).boundingBox();
        assertThat(List.of(before.width, before.height)).isEqualTo(List.of(chart.width, chart.height));
        assertThat(page.locator("[data-source=door]").locator("[data-sensor]")).hasCount(1);
        assertThat(picture(page)).hasAttribute("alt", Pattern.compile("Back door, picture of .*\\d\\d:\\d\\d:\\d\\d"));
        assertThat(card(page, DOOR).locator("[data-role=time]")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void matrix_hasColoursWithALegend_andTheValueUnderThePointer() {
        server.installCamera(HALL, "Hall");
        server.sendStill(HALL, "application/json", Cameras.matrix());
        Page page = connected(operator.opens(server.url()));

        assertThat(matrix(page)).isVisible();
        assertThat(legend(page, "low")).hasText("20.0");
        assertThat(legend(page, "high")).hasText(Pattern.compile("4\\d\\.\\d"));
        assertThat(legend(page, "unit")).hasText("°C");
        assertThat(matrix(page))
                .hasAttribute("aria-label", Pattern.compile("Hall, 32 × 24 values from 20\\.0 to 4.*°C, .*"));
        assertThat(light(page, 31, 23)).isGreaterThan(light(page, 0, 0) + 100);
        assertThat(alpha(page, 30, 1)).as("no value").isZero();
        assertThat(card(page, HALL).locator("button.open"))
                .hasAccessibleDescription("Enlarged, arrow keys read single values.");

        card(page, HALL).scrollIntoViewIfNeeded();
        BoundingBox box = card(page, HALL).locator("[data-role=screen]").boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        assertThat(card(page, HALL).locator("[data-role=value]")).hasText(Pattern.compile("3\\d\\.\\d\\d °C"));
        operator.takesScreenshot(page, "stills-matrix");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void badImage_isRefused_andTheCardKeepsTheOneItHas() {
        server.installCamera(DOOR, "Back door");
        server.sendStill(DOOR, "image/png", Cameras.png(BEFORE));
        Page page = connected(operator.opens(server.url()));
        awaitColour(page, BEFORE);

        byte[] rubbish = "no picture".getBytes(StandardCharsets.US_ASCII);
        assertThat(Cameras.send(server.url(), DOOR, "image/png", rubbish)).isBetween(400, 415);
        byte[] cut = Arrays.copyOf(Cameras.png(NOW), 300);
        assertThat(Cameras.send(server.url(), DOOR, "image/png", cut)).isEqualTo(400);

        assertThat(colour(page)).isEqualTo(BEFORE);
        server.sendStill(DOOR, "image/png", Cameras.png(NOW));
        awaitColour(page, NOW);
    }

    @Test
    void sourceThatIsLost_isSaidOnTheCard_withItsCause() {
        server.installCamera(DOOR, "Back door");
        server.sendStill(DOOR, "image/png", Cameras.png(BEFORE));
        Page page = connected(operator.opens(server.url()));
        awaitColour(page, BEFORE);

        server.loseCamera(DOOR, "http://10.0.0.7/snapshot: connection refused");

        assertThat(card(page, DOOR)).hasAttribute("data-status", "lost");
        assertThat(card(page, DOOR).locator("[data-role=age]")).hasText(Pattern.compile("lost for \\d+ s"));
        assertThat(card(page, DOOR).locator("[data-role=cause]")).containsText("http://10.0.0.7/snapshot");
        assertThat(colour(page)).isEqualTo(BEFORE);
        operator.takesScreenshot(page, "stills-lost");
        server.installCamera(DOOR, "Back door");
        assertThat(card(page, DOOR)).hasAttribute("data-status", "live");
    }

    @Test
    void cameraThatStopsSending_isShownSilent_alsoInTheTitle_untilTheNextPicture() {
        server.installCamera(DOOR, "Back door");
        long now = System.currentTimeMillis();
        for (int seconds = 90; seconds >= 60; seconds -= 3) {
            server.sendStill(DOOR, "image/png", Cameras.png(BEFORE), now - seconds * 1_000L);
        }
        Page page = connected(operator.opens(server.url()));

        assertThat(card(page, DOOR)).hasAttribute("data-status", "stale");
        assertThat(card(page, DOOR).locator("[data-role=age]")).hasText(Pattern.compile("silent for 1 min.*"));
        assertThat(card(page, DOOR).locator("[data-role=cause]")).hasText("no picture for longer than its pace allows");
        assertThat(page).hasTitle("(1) Vigie");
        awaitColour(page, BEFORE);
        card(page, DOOR).scrollIntoViewIfNeeded();
        operator.takesScreenshot(page, "stills-silent");

        server.sendStill(DOOR, "image/png", Cameras.png(NOW));
        assertThat(card(page, DOOR)).hasAttribute("data-status", "live");
        assertThat(page).hasTitle("Vigie");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void looks_byDay_byNight_andOnAPhoneInFrench() {
        server.installCamera(DOOR, "Back door");
        server.installCamera(HALL, "Hall");
        server.sendStill(DOOR, "image/jpeg", Cameras.jpeg(NOW));
        server.sendStill(HALL, "application/json", Cameras.matrix());
        pictured("stills-light", Operator.desktop().setColorScheme(ColorScheme.LIGHT));
        pictured("stills-dark", Operator.desktop().setColorScheme(ColorScheme.DARK));
        Page phone = pictured(
                "stills-phone",
                Operator.phone().setColorScheme(ColorScheme.DARK).setLocale("fr-FR"));

        assertThat(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        card(phone, HALL).locator("button.open").tap();
        assertThat(phone.locator("#still-automatic")).hasText("Automatiques");
        phone.locator("#still-fixed").tap();
        operator.takesScreenshot(phone, "stills-phone-enlarged");
        phone.locator("#still-rewind").tap();
        assertThat(phone.locator("#still #time-bar")).isVisible();
        operator.takesScreenshot(phone, "stills-phone-past");
        assertThat(operator.complaints()).isEmpty();
    }

    private Page pictured(String name, Browser.NewContextOptions options) {
        Page page = connected(operator.opens(server.url(), options));
        assertMoves(page, PRESSURE);
        card(page, HALL).scrollIntoViewIfNeeded();
        assertThat(picture(page)).isVisible();
        assertThat(matrix(page)).isVisible();
        operator.takesScreenshot(page, name);
        return page;
    }
}
