package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.ConsolePage.connects;
import static vigie.browser.ConsolePage.opened;
import static vigie.browser.ConsolePage.received;
import static vigie.browser.ConsolePage.sends;
import static vigie.browser.ConsolePage.sent;
import static vigie.browser.ConsolePage.unfolds;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A developer tries a WebSocket by hand, in a real browser. */
final class ConsoleTest {
    /** One red pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void readingsComeInAndUnfold() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/live?sensors=boiler/*"));

        Locator welcome = received(page).first();
        assertThat(welcome.locator(".kind")).hasText("JSON");
        assertThat(welcome.locator(".size")).hasText(Pattern.compile("^[\\d\u202f]+ B$"));
        assertThat(welcome.locator("time")).hasText(Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}$"));
        Locator body = unfolds(welcome);
        assertThat(body).containsText("\"protocol\"\"vigie.v1\"");
        body.locator("summary", new Locator.LocatorOptions().setHasText("sensors"))
                .click();
        assertThat(body.locator(".members .members .index").first()).hasText("0");
        body.locator("button").getByText("As it came").click();
        assertThat(body.locator("pre")).containsText("{\"type\":\"welcome\"");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void textComesBackAsItWasSent() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));

        sends(page, "grüße\n😀");

        assertThat(received(page)).hasCount(1);
        assertThat(sent(page).locator(".size")).hasText("12 B");
        assertThat(received(page).locator(".kind")).hasText("text");
        assertThat(unfolds(received(page)).locator("pre")).hasText("grüße\n😀");
    }

    @Test
    void imageSentAsAFileIsShown() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));

        page.locator("[data-send=file]").click();
        page.locator("#file").setInputFiles(new FilePayload("still.png", "image/png", PNG));
        page.locator("#send-button").click();

        Locator body = unfolds(received(page));
        assertThat(received(page).locator(".kind")).hasText("image");
        assertThat(body.locator("figcaption")).hasText("image/png · 1 × 1");
        body.locator("button").getByText("Hex").click();
        assertThat(body.locator("pre")).containsText("000000  89 50 4e 47 0d 0a 1a 0a");
        assertThat(page.locator("#sent-list button")).hasText("still.png · " + PNG.length + " B");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void otherBytesAreHex() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));

        page.locator("[data-send=file]").click();
        page.locator("#file").setInputFiles(new FilePayload("x.bin", "application/octet-stream", new byte[5_000]));
        page.locator("#send-button").click();

        assertThat(received(page).locator(".kind")).hasText("binary");
        Locator body = unfolds(received(page));
        assertThat(body.locator("pre")).containsText("0007f0  00 00");
        assertThat(body.locator("pre")).not().containsText("000800  ");
        body.locator("button.more").click();
        assertThat(body.locator("pre")).containsText("000800  ");
    }

    @Test
    void farewellHasCodeAndReason() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));

        page.locator("#code").fill("1001");
        page.locator("#disconnect-button").click();
        assertThat(page.locator("#disconnect-hint")).containsText("3000 to 4999");
        page.locator("#code").fill("3001");
        page.locator("#reason").fill("enough");
        page.locator("#disconnect-button").click();

        assertThat(page.locator("#connection")).hasAttribute("data-state", "closed");
        assertThat(page.locator("#outcome-title")).hasText("3001 · closed from here");
        assertThat(page.locator("#log")).containsText("Closing with 3001 “enough”");
    }

    @Test
    void serverThatGoesAwaySaysSo() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/live"));

        server.close();

        assertThat(page.locator("#outcome-title")).hasText("1001 · closed by the server");
        assertThat(page.locator("#outcome-text")).containsText("The other side goes away");
        connects(page, "/live");
        assertThat(page.locator("#outcome-text")).containsText("does not answer at all");
        assertThat(page.locator("#connection")).hasText("Not connected");
    }

    @Test
    void rulesOfTheServerAreExplained() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/live"));

        page.locator("[data-send=file]").click();
        page.locator("#file").setInputFiles(new FilePayload("x.bin", "application/octet-stream", new byte[1]));
        page.locator("#send-button").click();

        assertThat(page.locator("#outcome-title")).hasText("1003 · closed by the server");
        assertThat(page.locator("#outcome-text")).containsText("This kind of message is not taken");
    }

    @Test
    void ownServerIsAskedWhyItRefused() {
        Page page = connects(operator.opens(ConsolePage.of(server)), "/nothing");
        assertThat(page.locator("#outcome-title")).hasText("1006 · it did not open");
        assertThat(page.locator("#outcome-text")).containsText("no WebSocket is at this path (it answers 404)");

        page.locator("#protocols").fill("unheard-of");
        connects(page, "/live");
        assertThat(page.locator("#outcome-text")).containsText("a subprotocol");

        page.locator("#protocols").fill("two words");
        page.locator("#connect-button").click();
        assertThat(page.locator("#protocols-hint")).containsText("without spaces");
    }

    @Test
    void foreignServerIsRefusedAndItIsSaidWhy() throws Exception {
        try (DashboardServer other = DashboardServer.empty().start()) {
            Page page = connects(operator.opens(ConsolePage.of(server)), "ws://127.0.0.1:" + other.port() + "/live");

            String origin = "http://127.0.0.1:" + server.port();
            assertThat(page.locator("#address-hint")).containsText("this page is from " + origin);
            assertThat(page.locator("#outcome-text")).containsText("does not take pages from " + origin);
            operator.takesScreenshot(page, "console-refused");
        }
    }

    @Test
    void sameServerByAnotherNameIsRecognised() {
        Page page = operator.opens("http://localhost:" + server.port() + "/console");

        connects(page, "ws://127.0.0.1:" + server.port() + "/live?sensors=x");

        assertThat(page.locator("#outcome-text")).containsText("Enter /live?sensors=x alone");
    }

    @Test
    void stricterPolicyOfAProxyIsNamed() {
        Page page = operator.opens("about:blank");
        page.route("**/console", route -> {
            APIResponse answer = route.fetch();
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("content-security-policy", "default-src 'self'");
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
        });
        page.navigate(ConsolePage.of(server));

        connects(page, "ws://127.0.0.1:1/live");

        assertThat(page.locator("#outcome-text")).containsText("Content-Security-Policy");
    }

    @Test
    void listIsBoundedAndTheCountsGoOn() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));
        page.locator("#keep").selectOption("100");

        page.locator("#text").fill("again");
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Control+Enter");
        }

        assertThat(page.locator("#counts")).hasText("60 in · 60 out");
        assertThat(page.locator("#log > li")).hasCount(100);
        page.locator("#clear").click();
        assertThat(page.locator("#log > li")).hasCount(0);
        assertThat(page.locator("#counts")).hasText("0 in · 0 out");
    }

    @Test
    void pausedListStandsStillAndCatchesUp() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));
        page.locator("#pause").click();

        sends(page, "meanwhile");
        assertThat(page.locator("#counts")).hasText("1 in · 1 out");
        assertThat(received(page)).hasCount(0);

        page.locator("#pause").click();
        assertThat(received(page)).hasCount(1);
    }

    @Test
    void listFollowsUntilAMessageIsOpened() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));
        page.locator("#text").fill("again");
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("Control+Enter");
        }
        assertThat(page.locator("#counts")).hasText("30 in · 30 out");
        assertThat(received(page).last()).isInViewport();

        unfolds(received(page).nth(5));
        sends(page, "one more");
        assertThat(page.locator("#newest")).hasText("2 more");
        assertThat(received(page).last()).not().isInViewport();

        page.locator("#newest").click();
        assertThat(page.locator("#newest")).isHidden();
        assertThat(received(page).last()).isInViewport();
    }

    @Test
    void copiedIsTheMessageAsItCame() {
        Page page = operator.opens(
                ConsolePage.of(server),
                Operator.desktop().setPermissions(List.of("clipboard-read", "clipboard-write")));
        opened(connects(page, "/echo"));
        sends(page, "{ \"a\" : 1.50 }");

        received(page).locator("button.copy").click();

        assertThat(page.locator("#spoken")).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("{ \"a\" : 1.50 }");
    }

    @Test
    void whatWasSentIsThereAfterAReload() {
        Page page = opened(connects(operator.opens(ConsolePage.of(server)), "/echo"));
        sends(page, "first");
        sends(page, "second");

        page.reload();
        assertThat(page.locator("#address")).hasValue("/echo");
        page.locator("#sent-list button").last().click();
        assertThat(page.locator("#text")).hasValue("first");
        page.keyboard().press("Alt+ArrowUp");
        assertThat(page.locator("#text")).hasValue("second");
    }
}
