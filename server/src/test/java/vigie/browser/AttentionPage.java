package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.EventsPage.events;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.List;
import java.util.regex.Pattern;

/** What a page does to be noticed: it is heard and seen by a script that every page of its browser begins with. */
final class AttentionPage {
    static final List<Integer> INFO = List.of(520);
    static final List<Integer> CRITICAL = List.of(880, 660, 880);

    /** The browser's own notifications and tones, and how often its user was asked. */
    private static final String WITNESS = """
            window.shown = []; window.asked = 0; window.tones = [];
            const start = AudioScheduledSourceNode.prototype.start;
            AudioScheduledSourceNode.prototype.start = function (at) {
              tones.push(this.frequency.value);
              return start.call(this, at);
            };
            if ('Notification' in window) {
              window.Notification = class extends Notification {
                constructor(title, options) {
                  super(title, options);
                  shown.push(this);
                }
                close() {
                  this.closed = true;
                  super.close();
                }
                static requestPermission() {
                  asked++;
                  return super.requestPermission();
                }
              };
            }""";

    private AttentionPage() {}

    /** A page, still blank, of a browser whose pages are witnessed. */
    static Page witnessed(Page blank) {
        blank.context().addInitScript(WITNESS);
        return blank;
    }

    static Page opened(Page page, String url) {
        page.navigate(url);
        return connected(page);
    }

    /** Opens the choices for sound and notifications. */
    static Page options(Page page) {
        if (events(page).locator("#panel-options").isHidden()) {
            page.locator("#options-open").click();
        }
        assertThat(page.locator("#panel-options")).isVisible();
        return page;
    }

    static Page withSound(Page page) {
        options(page).locator("#option-sound").check();
        page.waitForFunction("() => tones.length > 0");
        page.evaluate("tones.length = 0");
        page.keyboard().press("Escape");
        return page;
    }

    static Page withNotices(Page page) {
        page.context().grantPermissions(List.of("notifications"));
        options(page).locator("#option-notify").check();
        page.waitForFunction("() => shown.length > 0");
        page.evaluate("shown.length = 0");
        page.keyboard().press("Escape");
        return page;
    }

    /** The tones that were begun, hertz. */
    static List<Integer> tones(Page page) {
        settle(page);
        return ((List<?>) page.evaluate("tones"))
                .stream().map(Integer.class::cast).toList();
    }

    /** The notifications that were shown: title, body, and tag. */
    static List<String> notices(Page page) {
        settle(page);
        return texts(page, "shown.map(each => `${each.title} | ${each.body} | ${each.tag}`)");
    }

    /** The tags of those that are shown no more. */
    static List<String> closed(Page page) {
        return texts(page, "shown.filter(each => each.closed).map(each => each.tag)");
    }

    private static List<String> texts(Page page, String script) {
        return ((List<?>) page.evaluate(script))
                .stream().map(String.class::cast).toList();
    }

    static int asked(Page page) {
        return (Integer) page.evaluate("asked");
    }

    /** What was asked of the browser's other tabs is answered. */
    private static void settle(Page page) {
        page.evaluate("navigator.locks?.request('witness', () => null)");
    }

    /** Another tab is in front. */
    static void leave(Page page) {
        page.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });"
                + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    static void comeBack(Page page) {
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'));"
                + "window.dispatchEvent(new Event('focus'))");
    }

    /** A connection that a test cuts and lets come back. Used by the test's own thread. */
    static final class Line {
        private WebSocketRoute last;
        private boolean cut;

        Line(Page page) {
            page.routeWebSocket(Pattern.compile("/live"), this::connect);
        }

        private void connect(WebSocketRoute page) {
            if (cut) {
                page.close();
            } else {
                page.connectToServer();
                last = page;
            }
        }

        void cut() {
            cut = true;
            last.close();
        }

        void join() {
            cut = false;
        }
    }
}
