package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.AttentionPage.CRITICAL;
import static vigie.browser.AttentionPage.INFO;
import static vigie.browser.AttentionPage.opened;
import static vigie.browser.AttentionPage.options;
import static vigie.browser.AttentionPage.tones;
import static vigie.browser.AttentionPage.withSound;
import static vigie.browser.AttentionPage.witnessed;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.EventsPage.alarm;
import static vigie.browser.EventsPage.button;
import static vigie.browser.EventsPage.events;
import static vigie.browser.EventsPage.signed;
import static vigie.browser.EventsPage.toast;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.browser.AttentionPage.Line;
import vigie.event.Severity;

/** Alarms that are heard, in real browsers. */
final class AlarmSoundTest {
    private static final String TEXT = "Pressure at 1.91 bar";

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void untilItIsSwitchedOn_nothingIsHeard() {
        Page page = opened(blank(), server.url());
        events(page);
        page.keyboard().press("Escape");

        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);

        assertThat(toast(page, "alarm-raised")).isVisible();
        assertThat(tones(page)).isEmpty();
        assertThat(page.locator("#sound-waits")).isHidden();
    }

    @Test
    void switchedOn_itIsHeardAtOnce_andThenOnceForEachAlarm_butNotForWhatBecomesOfIt() {
        Page page = signed(opened(blank(), server.url()), "Anne");
        page.locator("#options-open").click();
        page.locator("#option-sound").check();
        page.waitForFunction("() => tones.length > 0");
        assertThat(tones(page)).isEqualTo(INFO);
        page.evaluate("tones.length = 0");

        long alarm = server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        assertThat(alarm(page, alarm)).isVisible();
        page.waitForFunction("() => tones.length > 0");
        assertThat(tones(page)).isEqualTo(CRITICAL);
        page.evaluate("tones.length = 0");
        shelve(page, alarm);
        button(alarm(page, alarm), "unshelve").click();
        assertThat(alarm(page, alarm)).hasAttribute("data-state", "raised");
        server.alarms().acknowledge(alarm);
        server.alarms().clear(alarm);
        assertThat(alarm(page, alarm)).hasCount(0);

        assertThat(tones(page)).isEmpty();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void afterAReload_aPageThatNobodyTouched_saysThatItCannotBeHeard_andIsHeardOnceTouched() {
        Page page = withSound(opened(blank(), server.url()));
        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        page.waitForFunction("() => tones.length > 0");

        page.reload();
        connected(page);
        assertThat(page.locator("#sound-waits")).containsText("Click anywhere");
        assertThat(page.locator("#sound-waits")).isInViewport();
        server.alarms().raise(VIBRATION, Severity.CRITICAL, "Axis X at 2.9 mm/s");
        assertThat(toast(page, "alarm-raised")).isVisible();
        operator.takesScreenshot(page, "sound-waits");
        page.locator("#language").click();
        assertThat(page.locator("#sound-waits")).isHidden();
        assertThat(tones(page)).as("what stood, and what came before").isEmpty();

        server.alarms().raise(PRESSURE, Severity.WARNING, "Pressure at 1.93 bar");
        page.waitForFunction("() => tones.length > 0");
        assertThat(options(page).locator("#option-sound")).isChecked();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void whatWasRaisedWhileThePageWasCutOff_isHeardWhenItIsBack_unlessSomebodyHasSeenIt() {
        Page page = blank();
        Line line = new Line(page);
        withSound(opened(page, server.url()));

        line.cut();
        assertThat(page.locator("#connection")).not().hasAttribute("data-state", "connected");
        server.alarms().acknowledge(server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT));
        line.join();
        connected(page);
        assertThat(tones(page)).isEmpty();

        line.cut();
        assertThat(page.locator("#connection")).not().hasAttribute("data-state", "connected");
        server.alarms().raise(VIBRATION, Severity.CRITICAL, "Axis X at 2.9 mm/s");
        line.join();
        page.waitForFunction("() => tones.length > 0");
        assertThat(tones(page)).isEqualTo(CRITICAL);
    }

    @Test
    void offItsShelfAndStillHolding_itIsHeardAgain() {
        long alarm = server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        server.alarms().shelve(alarm);
        Page page = withSound(opened(blank(), server.url()));

        server.alarms().endShelf(alarm);

        page.waitForFunction("() => tones.length > 0");
        assertThat(tones(page)).isEqualTo(CRITICAL);
    }

    @Test
    void ofSeveralTabsOneIsHeard_andSwitchingItOffInOneDoesSoInAll() {
        Page first = withSound(opened(blank(), server.url()));
        Page second = opened(first.context().newPage(), server.url());
        second.locator("#filter").click();
        assertThat(second.locator("#sound-waits")).isHidden();
        second.waitForFunction("() => document.getElementById('option-sound').checked");

        server.alarms().raise(PRESSURE, Severity.CRITICAL, TEXT);
        assertThat(toast(first, "alarm-raised")).isVisible();
        assertThat(toast(second, "alarm-raised")).isVisible();
        await().until(() -> tones(first).size() + tones(second).size() > 0);
        assertThat(tones(first).size() + tones(second).size()).isEqualTo(3);

        options(second).locator("#option-sound").uncheck();
        assertThat(first.locator("#option-sound")).not().isChecked();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void thatItCannotBeHeardYet_isReadable_onAWall_andOnAPhone() {
        Page wall = withSound(opened(blank(), server.url()));
        opened(wall, server.url() + "?wall");
        pictured(wall, "sound-waits-wall");
        Page phone = witnessed(operator.opens(
                "about:blank", Operator.phone().setColorScheme(ColorScheme.DARK).setLocale("fr-FR")));
        withSound(opened(phone, server.url()));
        opened(phone, server.url());
        pictured(phone, "sound-waits-phone");
        phone.touchscreen().tap(200, 400);
        assertThat(phone.locator("#sound-waits")).isHidden();
    }

    private static void pictured(Page page, String name) {
        assertMoves(page, PRESSURE);
        assertThat(page.locator("#sound-waits")).isInViewport();
        operator.takesScreenshot(page, name);
    }

    private static Page blank() {
        return witnessed(operator.opens("about:blank"));
    }

    private static void shelve(Page page, long alarm) {
        Locator row = alarm(page, alarm);
        button(row, "shelve").click();
        row.locator("[data-role=reason]").fill("calibrating");
        page.keyboard().press("Enter");
        assertThat(row).hasAttribute("data-state", "shelved");
    }
}
