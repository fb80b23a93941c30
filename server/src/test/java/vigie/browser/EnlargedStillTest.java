package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.Cameras.DOOR;
import static vigie.browser.Cameras.HALL;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.StillsPage.BEFORE;
import static vigie.browser.StillsPage.NOW;
import static vigie.browser.StillsPage.awaitColour;
import static vigie.browser.StillsPage.legend;
import static vigie.browser.StillsPage.matrix;
import static vigie.browser.StillsPage.show;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One still, as large as the window. */
final class EnlargedStillTest {
    private static final long MINUTE = 60_000;

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPast(Duration.ofMinutes(30));

    @Test
    void enlargedMatrix_isReadByKeys_andItsScaleIsFixedForThisAndLaterVisits() {
        server.installCamera(HALL, "Hall");
        server.sendStill(HALL, "application/json", Cameras.matrix());
        Page page = connected(operator.opens(server.url()));
        assertThat(matrix(page)).isVisible();
        card(page, HALL).locator("button.open").click();
        Locator large = page.locator("#still [data-role=matrix]");
        assertThat(large).isVisible();

        large.focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#still-value")).hasText(Pattern.compile("3\\d\\.\\d\\d °C \\(column 18, row 13\\)"));
        assertThat(page.locator("html")).not().hasAttribute("data-past", "");
        operator.takesScreenshot(page, "stills-enlarged");

        page.locator("#still-fixed").click();
        page.locator("#still-high").fill("100");
        page.locator("#still-high").press("Enter");
        assertThat(page.locator("#still [data-role=high]")).hasText("100.0");
        assertThat(page.locator("#still [data-role=fixed]")).hasText("fixed");
        var saved = page.waitForDownload(() -> page.locator("#still-csv").click());
        assertThat(saved.suggestedFilename()).matches("vigie_hall-thermal_.*\\.csv");

        page.keyboard().press("Escape");
        assertThat(card(page, HALL).locator("button.open")).isFocused();
        page.reload();
        assertThat(legend(page, "high")).hasText("100.0");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void enlargedPicture_isRewoundToo_andSaved() {
        server.installCamera(DOOR, "Back door");
        long now = System.currentTimeMillis();
        server.sendStill(DOOR, "image/jpeg", Cameras.jpeg(BEFORE), now - 8 * MINUTE);
        server.sendStill(DOOR, "image/jpeg", Cameras.jpeg(NOW), now - 2_000);
        Page page = connected(operator.opens(server.url()));
        card(page, DOOR).locator("button.open").click();
        assertThat(page.locator("#still [data-role=picture]")).isVisible();

        page.locator("#still-rewind").click();
        show(page, now - 6 * MINUTE);
        awaitColour(page, "#still", BEFORE);
        var saved = page.waitForDownload(() -> page.locator("#still-picture").click());
        assertThat(saved.suggestedFilename()).matches("vigie_door-camera_.*\\.jpg");
        operator.takesScreenshot(page, "stills-enlarged-past");
        page.locator("#time-now").click();
        assertThat(page.locator("#still-rewind")).isFocused();
    }
}
