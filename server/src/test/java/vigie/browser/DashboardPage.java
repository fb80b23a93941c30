package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** Where things are on the dashboard, for tests that look at it. */
final class DashboardPage {
    static final String PRESSURE = "boiler/pressure";
    static final String VIBRATION = "bench/vibration";
    static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private DashboardPage() {}

    static Page connected(Page page) {
        assertThat(page.locator("#connection")).hasAttribute("data-state", "connected");
        return page;
    }

    static void assertMoves(Page page, String sensor) {
        assertThat(value(page, sensor)).containsText(Pattern.compile("\\d"), PATIENTLY);
        String before = value(page, sensor).textContent();
        assertThat(value(page, sensor)).not().hasText(before);
    }

    static Locator card(Page page, String sensor) {
        return page.locator("#board [data-sensor=\"" + sensor + "\"]");
    }

    static Locator value(Page page, String sensor) {
        return card(page, sensor).locator("[data-role=value]");
    }
}
