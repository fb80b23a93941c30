package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.ConsolePage.connects;
import static vigie.browser.ConsolePage.opened;
import static vigie.browser.ConsolePage.received;
import static vigie.browser.ConsolePage.sends;
import static vigie.browser.ConsolePage.sent;
import static vigie.browser.ConsolePage.unfolds;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Languages, colours, screens and keys of the console, in a real browser. */
final class ConsoleLooksTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void dashboardLeadsThereAndBack() {
        Page page = operator.opens(server.url());

        page.locator("#foot a").click();
        assertThat(page).hasTitle("WebSocket console · Vigie");
        page.locator("#top h1 a").click();
        assertThat(page.locator("#board [data-sensor]").first()).isVisible();
    }

    @Test
    void frenchBrowserReadsFrenchAndMaySwitch() {
        Page page = operator.opens(ConsolePage.of(server), Operator.desktop().setLocale("fr-FR"));
        opened(connects(page, "/echo"));
        sends(page, "bonjour");

        assertThat(page.locator("#connection-text")).containsText("Ouverte depuis");
        assertThat(received(page).locator(".size")).hasText("7 o");
        operator.takesScreenshot(page, "console-french");

        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#connection-text")).containsText("Open for");
        assertThat(received(page).locator(".size")).hasText("7 B");
    }

    @Test
    void phoneShowsOneColumnWithoutScrollingSideways() throws Exception {
        Page page = pictured(
                "console-phone", Operator.desktop().setViewportSize(390, 844).setDeviceScaleFactor(2));

        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.evaluate("scrollTo(0, 0)");
        operator.takesScreenshot(page, "console-phone-forms");
    }

    @Test
    void lightAndDarkFollowTheSystemAndTheChoiceOfTheDashboard() throws Exception {
        pictured("console-light", Operator.desktop().setColorScheme(ColorScheme.LIGHT));
        Page dark = pictured("console-dark", Operator.desktop().setColorScheme(ColorScheme.DARK));

        String ground = "getComputedStyle(document.body).backgroundColor";
        assertThat(dark.evaluate(ground)).isEqualTo("rgb(14, 18, 22)");
        dark.navigate(server.url());
        dark.locator("#theme").click();
        dark.navigate(ConsolePage.of(server));
        assertThat(dark.locator("html")).hasAttribute("data-theme", "light");
        assertThat(dark.evaluate(ground)).isEqualTo("rgb(246, 247, 249)");
    }

    @Test
    void keyboardAloneDoesEverything() {
        Page page = operator.opens(ConsolePage.of(server));

        page.keyboard().press("/");
        page.keyboard().type("/echo");
        page.keyboard().press("Enter");
        opened(page);
        tabTo(page, page.locator("#text"));
        page.keyboard().type("by hand");
        page.keyboard().press("Control+Enter");
        tabTo(page, received(page).locator("summary"));
        page.keyboard().press("Enter");
        assertThat(received(page).locator("pre")).hasText("by hand");
        page.keyboard().press("p");
        assertThat(page.locator("#pause")).hasAttribute("aria-pressed", "true");
        tabTo(page, page.locator("#disconnect-button"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#outcome-title")).hasText("1000 · closed from here");
    }

    @Test
    void everyControlHasAName() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));
        sends(page, "");
        assertThat(received(page)).hasCount(1);

        Object nameless = page.evaluate(
                "[...document.querySelectorAll('button, input, textarea, select')].filter(e => e.offsetParent"
                        + " && !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map(e => e.id)");

        assertThat((List<?>) nameless).isEmpty();
    }

    /** Some of everything: JSON unfolded, an image, bytes, a farewell, and live again. */
    private Page pictured(String name, Browser.NewContextOptions options) throws IOException {
        Page page = operator.opens(ConsolePage.of(server), options);
        opened(connects(page, "/live?sensors=boiler/*"));
        assertThat(received(page).nth(3)).isAttached();
        page.locator("#code").fill("3001");
        page.locator("#reason").fill("enough");
        page.locator("#disconnect-button").click();
        assertThat(page.locator("#connection")).hasAttribute("data-state", "closed");
        opened(connects(page, "/echo"));
        sends(page, "{\"type\":\"note\",\"text\":\"door opened\",\"sensor\":\"boiler/flow\",\"ref\":5}");
        sends(page, "plain words");
        page.locator("[data-send=file]").click();
        page.locator("#file").setInputFiles(new FilePayload("still.png", "image/png", picture()));
        page.locator("#send-button").click();
        page.locator("[data-send=text]").click();
        assertThat(received(page).last().locator(".kind")).hasText("image");
        Locator update = unfolds(received(page).nth(1));
        update.locator("summary", new Locator.LocatorOptions().setHasText("readings"))
                .click();
        assertThat(update.locator(".members .members .value").first()).containsText("boiler/");
        assertThat(unfolds(sent(page).last()).locator("img")).isVisible();
        page.locator("#log").evaluate("e => { e.scrollTop = e.scrollHeight; }");
        operator.takesScreenshot(page, name);
        return page;
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, Color.HSBtoRGB((x + y) / 250f, 0.6f, 0.9f));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < 60 && !(Boolean) wanted.evaluate("e => e === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }
}
