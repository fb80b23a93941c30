package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Where things are on the console, for tests that look at it. */
final class ConsolePage {
    private ConsolePage() {}

    /** The console's address on a server. */
    static String of(DashboardServer server) {
        return server.url() + "console";
    }

    /** Fills in the address and connects, whatever comes of it. */
    static Page connects(Page page, String address) {
        page.locator("#address").fill(address);
        page.locator("#connect-button").click();
        return page;
    }

    static Page opened(Page page) {
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
        return page;
    }

    static void sends(Page page, String text) {
        page.locator("#text").fill(text);
        page.locator("#send-button").click();
    }

    /** What came in, oldest first. */
    static Locator received(Page page) {
        return page.locator("#log [data-direction=in]");
    }

    static Locator sent(Page page) {
        return page.locator("#log [data-direction=out]");
    }

    /** Opens a message up, and gives what is inside. */
    static Locator unfolds(Locator row) {
        row.locator("summary").first().click();
        return row.locator(".body");
    }
}
