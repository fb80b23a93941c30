package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.Cameras.DOOR;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.StillsPage.BEFORE;
import static vigie.browser.StillsPage.NOW;
import static vigie.browser.StillsPage.awaitColour;
import static vigie.browser.StillsPage.picture;
import static vigie.browser.StillsPage.show;

import com.microsoft.playwright.Page;
import java.awt.Color;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stills of the past: the whole dashboard is rewound, and they with it. */
final class StillPastTest {
    private static final long MINUTE = 60_000;

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPast(Duration.ofMinutes(30));

    @Test
    void rewind_showsThePictureOfThatMoment_orSaysThatThereWasNone() {
        server.installCamera(DOOR, "Back door");
        long now = System.currentTimeMillis();
        server.sendStill(DOOR, "image/png", Cameras.png(BEFORE), now - 8 * MINUTE);
        server.sendStill(DOOR, "image/png", Cameras.png(NOW), now - 2_000);
        Page page = connected(operator.opens(server.url()));
        awaitColour(page, NOW);

        page.locator("#rewind").click();
        show(page, now - 6 * MINUTE);
        awaitColour(page, BEFORE);
        assertThat(card(page, DOOR).locator("[data-role=age]")).hasText(Pattern.compile("1 min 59 s|2 min"));
        operator.takesScreenshot(page, "stills-past");

        show(page, now - 20 * MINUTE);
        assertThat(card(page, DOOR).locator("[data-role=nothing]")).hasText("No picture at that moment");
        assertThat(picture(page)).isHidden();
        operator.takesScreenshot(page, "stills-none");

        page.locator("#time-now").click();
        awaitColour(page, NOW);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void played_picturesFollow() {
        server.installCamera(DOOR, "Back door");
        long now = System.currentTimeMillis();
        for (int seconds = 600; seconds > 0; seconds -= 120) {
            server.sendStill(
                    DOOR, "image/png", Cameras.png(new Color(0, 0, 20 * seconds / 60)), now - seconds * 1_000L);
        }
        Page page = connected(operator.opens(server.url()));
        page.locator("#rewind").click();
        show(page, now - 590_000);
        awaitColour(page, new Color(0, 0, 200));

        page.locator("[data-rate=\"60\"]").click();

        awaitColour(page, new Color(0, 0, 120));
        awaitColour(page, new Color(0, 0, 40));
        assertThat(operator.complaints()).isEmpty();
    }
}
