package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.DashboardPage.value;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tab in the background costs nothing and is right when it comes back. */
final class BackgroundTabTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void hiddenPageDrawsNothing_andIsRightInItsFirstFrames() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);

        show(page, false);
        String value = value(page, PRESSURE).textContent();
        String line = line(page);
        long seq = server.seq();
        await().until(() -> server.seq() > seq + 20);
        assertThat(value(page, PRESSURE)).hasText(value);
        assertThat(line(page)).as("no frame was drawn").isEqualTo(line);

        show(page, true);
        page.evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
        assertThat(line(page)).as("three frames later").isNotEqualTo(line);
        assertMoves(page, PRESSURE);
        assertThat(operator.complaints()).isEmpty();
    }

    /** What a browser does when the tab goes to the background or comes back. */
    private static void show(Page page, boolean visible) {
        page.evaluate(
                "visible => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
                        + "Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });"
                        + "document.dispatchEvent(new Event('visibilitychange'));"
                        + "requestAnimationFrame(() => requestAnimationFrame(done)); })))",
                visible);
    }

    private static String line(Page page) {
        return (String) page.evaluate("[...document.querySelectorAll('[data-sensor=\"" + PRESSURE
                + "\"] path.line')].map(path => path.getAttribute('d')).join()");
    }
}
