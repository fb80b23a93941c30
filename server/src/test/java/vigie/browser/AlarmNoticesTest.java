package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.AttentionPage.asked;
import static vigie.browser.AttentionPage.closed;
import static vigie.browser.AttentionPage.comeBack;
import static vigie.browser.AttentionPage.leave;
import static vigie.browser.AttentionPage.notices;
import static vigie.browser.AttentionPage.opened;
import static vigie.browser.AttentionPage.options;
import static vigie.browser.AttentionPage.withNotices;
import static vigie.browser.AttentionPage.witnessed;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.EventsPage.alarm;
import static vigie.browser.EventsPage.toast;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.browser.AttentionPage.Line;
import vigie.event.Severity;

/** Alarms as notifications of a real browser. */
final class AlarmNoticesTest {
    private static final String TEXT = "Pressure at 1.91 bar";

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void untilTheyAreSwitchedOn_noneIsShown_andNobodyIsAsked() {
        Page page = blank(Operator.desktop());
        page.context().grantPermissions(List.of("notifications"));
        opened(page, server.url());
        options(page);
        leave(page);

        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);

        assertThat(toast(page, "alarm-raised")).isVisible();
        assertThat(notices(page)).isEmpty();
        assertThat(asked(page)).isZero();
        assertThat(page.locator("#option-notify")).not().isChecked();
        assertThat(page.locator("#options-said")).isEmpty();
    }

    @Test
    void switchedOn_aSampleIsShown_thenAlarmsWhileThePageIsNotInFront() {
        Page page = blank(Operator.desktop());
        page.context().grantPermissions(List.of("notifications"));
        options(opened(page, server.url())).locator("#option-notify").check();
        page.waitForFunction("() => shown.length > 0");
        assertThat(notices(page)).containsExactly("Vigie | Alarms will be told like this. | vigie-sample");
        page.evaluate("shown.length = 0");

        server.alarms().raise(VIBRATION, Severity.WARNING, "Axis X at 2.9 mm/s");
        assertThat(page.locator("#standing-list")).containsText("Axis X");
        assertThat(notices(page)).as("the page is looked at").isEmpty();
        page.keyboard().press("Escape");
        leave(page);
        long alarm = server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        page.waitForFunction("() => shown.length > 0");

        assertThat(notices(page)).containsExactly("pressure: critical | " + TEXT + " | vigie-" + alarm);
        assertThat(page.evaluate("shown[0].requireInteraction")).isEqualTo(true);
        page.evaluate("shown[0].dispatchEvent(new Event('click'))");
        assertThat(alarm(page, alarm)).isVisible();
        assertThat(closed(page)).hasSize(1);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void theyGo_whenSomebodyHasSeenTheAlarm_orComesToThePage() {
        Page page = withNotices(opened(blank(Operator.desktop()), server.url()));
        leave(page);
        long first = server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        long second = server.alarms().raise(VIBRATION, Severity.CRITICAL, "Axis X at 2.9 mm/s");
        await().until(() -> notices(page).size() == 2);

        server.alarms().acknowledge(first);
        await().until(() -> closed(page).equals(List.of("vigie-" + first)));
        comeBack(page);

        assertThat(closed(page)).containsExactly("vigie-" + first, "vigie-" + second);
        assertThat(notices(page)).as("acknowledging is none").hasSize(2);
    }

    @Test
    void whatWasSeenToWhileThePageWasCutOff_goesWhenItIsBack() {
        Page page = blank(Operator.desktop());
        Line line = new Line(page);
        withNotices(opened(page, server.url()));
        leave(page);
        long seen = server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        long over = server.alarms().raise(VIBRATION, Severity.CRITICAL, "Axis X at 2.9 mm/s");
        await().until(() -> notices(page).size() == 2);

        line.cut();
        assertThat(page.locator("#connection")).not().hasAttribute("data-state", "connected");
        server.alarms().acknowledge(seen);
        server.alarms().clear(over);
        line.join();

        await().until(() -> closed(page).equals(List.of("vigie-" + seen)));
        assertThat(notices(page)).hasSize(2);
    }

    @Test
    void ofManyFourAreShown_andTheRestIsCounted() {
        Page page = withNotices(opened(blank(Operator.desktop()), server.url()));
        leave(page);

        for (int i = 1; i <= 6; i++) {
            server.alarms().raise(PRESSURE, Severity.WARNING, "alarm " + i);
        }

        await().until(() -> notices(page).size() == 6);
        assertThat(notices(page).subList(4, 6))
                .containsExactly(
                        "More alarms: 1 | pressure: warning | vigie-more",
                        "More alarms: 2 | pressure: warning | vigie-more");
        page.evaluate("shown[5].dispatchEvent(new Event('click'))");
        assertThat(page.locator("#events")).isVisible();
        assertThat(closed(page)).hasSize(5);
    }

    @Test
    void theyStayOnAfterAReload_oldAlarmsAreNotShownAgain_whatWasRaisedDuringAnAbsenceIs() {
        Page page = blank(Operator.desktop());
        Line line = new Line(page);
        withNotices(opened(page, server.url()));
        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        page.reload();
        connected(page);
        leave(page);
        assertThat(page.locator("#bell-count")).hasText("1");
        line.cut();
        assertThat(page.locator("#connection")).not().hasAttribute("data-state", "connected");
        long seen = server.alarms().raise(VIBRATION, Severity.CRITICAL, "Axis X at 2.9 mm/s");
        server.alarms().acknowledge(seen);
        long alarm = server.alarms().raise(VIBRATION, Severity.WARNING, "Axis X at 3.1 mm/s");
        line.join();
        page.waitForFunction("() => shown.length > 0");

        long next = server.alarms().raise(VIBRATION, Severity.WARNING, "Axis X at 3.3 mm/s");

        await().until(() -> notices(page).size() > 1);
        assertThat(notices(page))
                .containsExactly(
                        "vibration: warning | Axis X at 3.1 mm/s | vigie-" + alarm,
                        "vibration: warning | Axis X at 3.3 mm/s | vigie-" + next);
    }

    @Test
    void severalTabsGiveOneAlarmTheSameTag_soThatTheBrowserShowsItOnce() {
        Page first = withNotices(opened(blank(Operator.desktop()), server.url()));
        Page second = opened(first.context().newPage(), server.url());
        leave(first);
        leave(second);

        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);

        await().until(() -> notices(first).size() == 1 && notices(second).size() == 1);
        assertThat(notices(first)).isEqualTo(notices(second));
    }

    @Test
    void refused_theSwitchGoesBack_andThePageSaysWhatToDo_untilItIsAllowed() {
        Page page = opened(blank(Operator.desktop()), server.url());
        Locator box = options(page).locator("#option-notify");
        Locator said = page.locator("#options-said");
        assertThat(asked(page)).isZero();

        box.click();

        assertThat(said).containsText("blocks notifications of this page. Allow them in its settings");
        assertThat(box).not().isChecked();
        assertThat(asked(page)).isEqualTo(1);
        page.locator("#language").click();
        assertThat(said).containsText("bloque les notifications de cette page");
        operator.takesScreenshot(page, "attention-refused");
        page.context().grantPermissions(List.of("notifications"));
        assertThat(said).isEmpty();
        assertThat(box).not().isChecked();
        box.check();
        page.waitForFunction("() => shown.length > 0");
        assertThat(asked(page)).isEqualTo(1);
    }

    @Test
    void takenBackInTheBrowser_theSwitchGoesOff_andSaysSo() {
        Page page = withNotices(opened(blank(Operator.desktop()), server.url()));
        options(page);
        assertThat(page.locator("#option-notify")).isChecked();

        page.context().clearPermissions();

        assertThat(page.locator("#option-notify")).not().isChecked();
        assertThat(page.locator("#options-said")).containsText("Switch them on again");
    }

    @Test
    void onAPageByHttpFromElsewhere_theyAreNotToBeHad_andThePageSaysWhy() {
        Page page = blank(Operator.phone());
        opened(page, "http://" + DashboardServer.NAME_OF_ANOTHER_MACHINE + ":" + server.port() + "/");

        options(page);

        assertThat(page.locator("#option-notify")).isDisabled();
        assertThat(page.locator("#options-said")).containsText(Pattern.compile("HTTPS.*localhost.*plant\\.test"));
        page.locator("#option-sound").check();
        page.waitForFunction("() => tones.length > 0");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "attention-by-http");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void whereABrowserHasThemForWorkersOnly_theSwitchGoesBack() {
        Page page = blank(Operator.desktop().setColorScheme(ColorScheme.DARK));
        page.context()
                .addInitScript("window.Notification = class { static permission = 'granted';"
                        + "constructor() { throw new TypeError('Illegal constructor'); } }");
        options(opened(page, server.url())).locator("#option-notify").click();

        assertThat(page.locator("#options-said")).containsText("shows no notifications of pages");
        assertThat(page.locator("#option-notify")).not().isChecked();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void choicesAreReadable_lightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = opened(blank(Operator.desktop().setColorScheme(scheme)), server.url());
            withNotices(page);
            options(page).locator("#option-sound").check();
            server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
            assertThat(page.locator("#standing-list")).containsText(TEXT);
            operator.takesScreenshot(page, "attention-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Page blank(Browser.NewContextOptions options) {
        return witnessed(operator.opens("about:blank", options));
    }
}
