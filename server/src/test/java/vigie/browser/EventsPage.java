package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Where events, alarms and notes are on the dashboard. */
final class EventsPage {
    private EventsPage() {}

    /** Opens the panel with what happened. */
    static Page events(Page page) {
        open(page);
        page.locator("#tab-events").click();
        return page;
    }

    /** Opens the panel with the notes. */
    static Page notes(Page page) {
        open(page);
        page.locator("#tab-notes").click();
        return page;
    }

    /** Says who sits there; the panel is open afterwards. */
    static Page signed(Page page, String name) {
        open(page);
        page.locator("#me-name").fill(name);
        page.keyboard().press("Enter");
        assertThat(page.locator("#me-is")).containsText(name);
        return page;
    }

    static Locator alarm(Page page, long alarm) {
        return page.locator(".alarm-row[data-alarm=\"" + alarm + "\"]");
    }

    static Locator button(Locator within, String deed) {
        return within.locator("[data-do=" + deed + "]");
    }

    static Locator toast(Page page, String kind) {
        return page.locator(".toast[data-kind=" + kind + "]");
    }

    static Locator note(Page page, String text) {
        return page.locator(".note-row p").getByText(text);
    }

    /** The mark of a kind on the chart of a sensor's card. */
    static Locator mark(Page page, String sensor, String look) {
        return DashboardPage.card(page, sensor).locator("[data-mark=" + look + "]");
    }

    private static void open(Page page) {
        if (page.locator("#events").isHidden()) {
            page.locator("#bell").click();
        }
        assertThat(page.locator("#events")).isVisible();
    }
}
