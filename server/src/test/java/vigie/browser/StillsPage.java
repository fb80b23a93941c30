package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.Cameras.DOOR;
import static vigie.browser.Cameras.HALL;
import static vigie.browser.DashboardPage.card;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.time.Duration;
import java.util.List;

/** Where stills are on the dashboard, and what they look like: the pictures of one camera, the matrices of the other. */
final class StillsPage {
    /** What the door's camera shows at last, and what it showed before. */
    static final Color NOW = new Color(20, 160, 60);

    static final Color BEFORE = new Color(200, 40, 40);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ON_CARD = "[data-sensor=\"" + DOOR + "\"]";

    private StillsPage() {}

    static Locator picture(Page page) {
        return card(page, DOOR).locator("[data-role=picture]");
    }

    static Locator matrix(Page page) {
        return card(page, HALL).locator("[data-role=matrix]");
    }

    static Locator legend(Page page, String role) {
        return card(page, HALL).locator("[data-role=legend] [data-role=" + role + "]");
    }

    /** Until the picture on the camera's card is about this. */
    static void awaitColour(Page page, Color colour) {
        awaitColour(page, ON_CARD, colour);
    }

    /** Until the picture somewhere else is. */
    static void awaitColour(Page page, String within, Color colour) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Color seen = colour(page, within);
            assertThat(near(seen, colour)).as("%s, about %s", seen, colour).isTrue();
        });
    }

    static Color colour(Page page) {
        return colour(page, ON_CARD);
    }

    /** Of a corner of the picture that is seen; black while there is none. */
    static Color colour(Page page, String within) {
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

    /** Pictures are compressed. */
    private static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 6
                && Math.abs(one.getGreen() - other.getGreen()) < 6
                && Math.abs(one.getBlue() - other.getBlue()) < 6;
    }

    /** Of a value of the matrix: red, green and blue together, 0 to 765. */
    static int light(Page page, int column, int row) {
        return pixel(page, column, row).subList(0, 3).stream()
                .mapToInt(Number::intValue)
                .sum();
    }

    static int alpha(Page page, int column, int row) {
        return pixel(page, column, row).get(3).intValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Number> pixel(Page page, int column, int row) {
        return (List<Number>) matrix(page)
                .evaluate(
                        "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data]",
                        List.of(column, row));
    }

    /** As one that types a day and a time, to the second. */
    static void show(Page page, long epochMillis) {
        page.locator("#time-moment")
                .evaluate(
                        "(input, time) => { const local = new Date(time - new Date(time).getTimezoneOffset() * 60000);"
                                + "input.value = local.toISOString().slice(0, 19);"
                                + "input.dispatchEvent(new Event('change')); }",
                        (double) epochMillis);
    }
}
