package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.Cameras.DOOR;
import static vigie.browser.Cameras.HALL;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures of cameras and matrices of thermal cameras on the dashboard, in a real browser. */
final class StillCardsTest {
    private static final long MINUTE = 60_000;
    private static final Color NOW = new Color(20, 160, 60);
    private static final Color BEFORE = new Color(200, 40, 40);

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPast(Duration.ofMinutes(30));

    @Test
    void pictureThatWasSent_isSeenOnItsCard_whichKeepsTheSizeOfTheOthers() {
        server.installCamera(DOOR, "Back door");
        send(DOOR, "image/png", Cameras.png(BEFORE));
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        assertThat(picture(page)).isVisible();
        assertThat(colour(page)).isEqualTo(BEFORE);
        BoundingBox before = card(page, DOOR).boundingBox();
        send(DOOR, "image/jpeg", Cameras.jpeg(NOW));
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
        send(HALL, "application/json", Cameras.matrix());
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
    void rewind_showsThePictureOfThatMoment_orSaysThatThereWasNone() {
        server.installCamera(DOOR, "Back door");
        long now = System.currentTimeMillis();
        send(DOOR, "image/png", Cameras.png(BEFORE), now - 8 * MINUTE);
        send(DOOR, "image/png", Cameras.png(NOW), now - 2_000);
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
        for (int seconds = 600; seconds > 0; seconds -= 60) {
            send(DOOR, "image/png", Cameras.png(new Color(0, 0, 20 * seconds / 60)), now - seconds * 1_000L);
        }
        Page page = connected(operator.opens(server.url()));
        page.locator("#rewind").click();
        show(page, now - 590_000);
        awaitColour(page, new Color(0, 0, 200));

        page.locator("[data-rate=\"60\"]").click();

        awaitColour(page, new Color(0, 0, 140));
        awaitColour(page, new Color(0, 0, 20));
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void badImage_isRefused_andTheCardKeepsTheOneItHas() {
        server.installCamera(DOOR, "Back door");
        send(DOOR, "image/png", Cameras.png(BEFORE));
        Page page = connected(operator.opens(server.url()));
        awaitColour(page, BEFORE);

        byte[] rubbish = "no picture".getBytes(StandardCharsets.US_ASCII);
        assertThat(Cameras.send(server.url(), DOOR, "image/png", rubbish)).isBetween(400, 415);
        byte[] cut = Arrays.copyOf(Cameras.png(NOW), 300);
        assertThat(Cameras.send(server.url(), DOOR, "image/png", cut)).isEqualTo(400);

        assertThat(colour(page)).isEqualTo(BEFORE);
        send(DOOR, "image/png", Cameras.png(NOW));
        awaitColour(page, NOW);
    }

    @Test
    void sourceThatIsLost_isSaidOnTheCard_withItsCause() {
        server.installCamera(DOOR, "Back door");
        send(DOOR, "image/png", Cameras.png(BEFORE));
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
            send(DOOR, "image/png", Cameras.png(BEFORE), now - seconds * 1_000L);
        }
        Page page = connected(operator.opens(server.url()));

        assertThat(card(page, DOOR)).hasAttribute("data-status", "stale");
        assertThat(card(page, DOOR).locator("[data-role=age]")).hasText(Pattern.compile("silent for 1 min.*"));
        assertThat(card(page, DOOR).locator("[data-role=cause]")).hasText("no picture for longer than its pace allows");
        assertThat(page).hasTitle("(1) Vigie");
        awaitColour(page, BEFORE);
        card(page, DOOR).scrollIntoViewIfNeeded();
        operator.takesScreenshot(page, "stills-silent");

        send(DOOR, "image/png", Cameras.png(NOW));
        assertThat(card(page, DOOR)).hasAttribute("data-status", "live");
        assertThat(page).hasTitle("Vigie");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void enlargedMatrix_isReadByKeys_andItsScaleIsFixedForThisAndLaterVisits() {
        server.installCamera(HALL, "Hall");
        send(HALL, "application/json", Cameras.matrix());
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
        send(DOOR, "image/jpeg", Cameras.jpeg(BEFORE), now - 8 * MINUTE);
        send(DOOR, "image/jpeg", Cameras.jpeg(NOW), now - 2_000);
        Page page = connected(operator.opens(server.url()));
        card(page, DOOR).locator("button.open").click();
        assertThat(page.locator("#still [data-role=picture]")).isVisible();

        page.locator("#still-rewind").click();
        show(page, now - 6 * MINUTE);
        await().untilAsserted(
                        () -> assertThat(near(colour(page, "#still"), BEFORE)).isTrue());
        var saved = page.waitForDownload(() -> page.locator("#still-picture").click());
        assertThat(saved.suggestedFilename()).matches("vigie_door-camera_.*\\.jpg");
        operator.takesScreenshot(page, "stills-enlarged-past");
        page.locator("#time-now").click();
        assertThat(page.locator("#still-rewind")).isFocused();
    }

    @Test
    void looks_byDay_byNight_andOnAPhoneInFrench() {
        server.installCamera(DOOR, "Back door");
        server.installCamera(HALL, "Hall");
        send(DOOR, "image/jpeg", Cameras.jpeg(NOW));
        send(HALL, "application/json", Cameras.matrix());
        pictured("stills-light", Operator.desktop().setColorScheme(ColorScheme.LIGHT));
        pictured("stills-dark", Operator.desktop().setColorScheme(ColorScheme.DARK));
        Page phone = pictured(
                "stills-phone",
                Operator.desktop()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setColorScheme(ColorScheme.DARK)
                        .setLocale("fr-FR"));

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

    private void send(String sensor, String media, byte[] still) {
        send(sensor, media, still, System.currentTimeMillis());
    }

    private void send(String sensor, String media, byte[] still, long epochMillis) {
        assertThat(Cameras.send(server.url(), sensor, media, still, epochMillis))
                .isEqualTo(201);
    }

    /** As one that types a day and a time, to the second. */
    private static void show(Page page, long epochMillis) {
        page.locator("#time-moment")
                .evaluate(
                        "(input, time) => { const local = new Date(time - new Date(time).getTimezoneOffset() * 60000);"
                                + "input.value = local.toISOString().slice(0, 19);"
                                + "input.dispatchEvent(new Event('change')); }",
                        (double) epochMillis);
    }

    private static Locator picture(Page page) {
        return card(page, DOOR).locator("[data-role=picture]");
    }

    private static Locator matrix(Page page) {
        return card(page, HALL).locator("[data-role=matrix]");
    }

    private static Locator legend(Page page, String role) {
        return card(page, HALL).locator("[data-role=legend] [data-role=" + role + "]");
    }

    private static void awaitColour(Page page, Color colour) {
        await().untilAsserted(() -> assertThat(near(colour(page), colour))
                .as("%s, about %s", colour(page), colour)
                .isTrue());
    }

    /** Pictures are compressed. */
    private static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 6
                && Math.abs(one.getGreen() - other.getGreen()) < 6
                && Math.abs(one.getBlue() - other.getBlue()) < 6;
    }

    private static Color colour(Page page) {
        return colour(page, "[data-sensor=\"" + DOOR + "\"]");
    }

    /** Of a corner of the picture that is seen; black while there is none. */
    private static Color colour(Page page, String within) {
        @SuppressWarnings("unchecked")
        List<Number> pixel = (List<Number>) page.evaluate(
                "within => { const image = document.querySelector(within + ' [data-role=picture]');"
                        + "if (image.hidden) { return [0, 0, 0]; }"
                        + "const canvas = document.createElement('canvas').getContext('2d');"
                        + "canvas.drawImage(image, 0, 0); return [...canvas.getImageData(9, 9, 1, 1).data]; }",
                within);
        return new Color(
                pixel.get(0).intValue(), pixel.get(1).intValue(), pixel.get(2).intValue());
    }

    /** Of a value of the matrix: red, green and blue together, 0 to 765. */
    private static int light(Page page, int column, int row) {
        return pixel(page, column, row).subList(0, 3).stream()
                .mapToInt(Number::intValue)
                .sum();
    }

    private static int alpha(Page page, int column, int row) {
        return pixel(page, column, row).get(3).intValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Number> pixel(Page page, int column, int row) {
        return (List<Number>) matrix(page)
                .evaluate(
                        "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data]",
                        List.of(column, row));
    }
}
