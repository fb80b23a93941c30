package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.VIBRATION;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.EventsPage.alarm;
import static vigie.browser.EventsPage.button;
import static vigie.browser.EventsPage.events;
import static vigie.browser.EventsPage.mark;
import static vigie.browser.EventsPage.signed;
import static vigie.browser.EventsPage.toast;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.event.Severity;

/** Alarms on the dashboard, and what people do about them, in real browsers. */
final class AlarmsTest {
    private static final Pattern DRAWN = Pattern.compile("M\\d+");

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void alarmShowsEverywhereAtOnce_asAToast_onTheBell_onItsCard_andOnItsChart() {
        Page first = connected(operator.opens(server.url()));
        Page second = connected(operator.opens(server.url()));
        assertMoves(second, PRESSURE);

        server.alarms().raise(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar");

        for (Page page : new Page[] {first, second}) {
            assertThat(toast(page, "alarm-raised")).containsText("Pressure at 1.91 bar");
            assertThat(toast(page, "alarm-raised")).hasAttribute("role", "alert");
            assertThat(page.locator("#bell-count")).hasText("1");
            assertThat(page).hasTitle(Pattern.compile("▲ 1"));
            assertThat(card(page, PRESSURE)).hasAttribute("data-alarm", "critical");
            assertThat(card(page, PRESSURE).locator("[data-role=age]")).containsText("critical");
            assertThat(card(page, PRESSURE).locator("[data-role=cause]")).containsText("Pressure at 1.91 bar");
            assertThat(mark(page, PRESSURE, "critical")).hasAttribute("d", DRAWN);
        }
        assertThat(card(second, VIBRATION)).not().hasAttribute("data-alarm", Pattern.compile(".*"));
        operator.takesScreenshot(second, "alarm");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void acknowledgedInOneBrowser_isSeenInTheOther_andGoesWhenItIsOver() {
        Page anne = signed(connected(operator.opens(server.url())), "Anne");
        Page other = connected(operator.opens(server.url()));
        long alarm = server.alarms().raise(PRESSURE, Severity.WARNING, "Pressure at 1.91 bar");
        events(other);

        button(alarm(events(anne), alarm), "acknowledge").click();

        assertThat(alarm(other, alarm)).hasAttribute("data-state", "acknowledged");
        assertThat(alarm(other, alarm)).containsText("Anne");
        assertThat(other.locator("#bell-count")).hasText("");
        assertThat(card(other, PRESSURE)).hasAttribute("data-alarm-state", "acknowledged");
        assertThat(other.locator("#event-list")).containsText("Acknowledged by Anne");
        server.alarms().clear(alarm);
        assertThat(alarm(other, alarm)).hasCount(0);
        assertThat(alarm(anne, alarm)).hasCount(0);
        assertThat(card(other, PRESSURE)).not().hasAttribute("data-alarm-state", Pattern.compile(".*"));
    }

    @Test
    void acknowledgingAsksOnceWhoOneIs_andMayCarryANote() {
        Page page = connected(operator.opens(server.url()));
        long alarm = server.alarms().raise(PRESSURE, Severity.WARNING, "Pressure at 1.91 bar");
        Locator row = alarm(events(page), alarm);

        button(row, "with-note").click();
        row.locator("[data-role=ack-note]").fill("on my way");
        page.keyboard().press("Enter");
        assertThat(page.locator("#me-name")).isFocused();
        page.keyboard().type("Anne");
        page.keyboard().press("Enter");

        assertThat(row).hasAttribute("data-state", "acknowledged");
        assertThat(page.locator("#event-list")).containsText("Acknowledged by Anne: on my way");
        page.reload();
        assertThat(events(connected(page)).locator("#me-is")).containsText("Anne");
    }

    @Test
    void shelvedWithAReason_isQuietEverywhere_untilItIsTakenOffTheShelf() {
        Page anne = signed(connected(operator.opens(server.url())), "Anne");
        Page other = events(connected(operator.opens(server.url())));
        long alarm = server.alarms().raise(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar");
        Locator row = alarm(events(anne), alarm);

        button(row, "shelve").click();
        row.locator("[data-role=minutes]").selectOption("other");
        row.locator("[data-role=other-minutes]").fill("20");
        row.locator("[data-role=reason]").fill("calibrating");
        anne.keyboard().press("Enter");

        assertThat(alarm(other, alarm)).hasAttribute("data-state", "shelved");
        assertThat(other.locator("#event-list")).containsText("calibrating");
        assertThat(other.locator("#bell-count")).hasText("");
        operator.takesScreenshot(anne, "alarm-shelved");
        button(row, "unshelve").click();
        assertThat(alarm(other, alarm)).hasAttribute("data-state", "raised");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void refusalOfTheServer_isShownWhereOneAsked() {
        Page page = signed(connected(operator.opens(server.url())), "Anne");
        long alarm = server.alarms().raise(PRESSURE, Severity.WARNING, "Pressure at 1.91 bar");
        server.alarms().refuse("event: " + alarm + ": no such alarm stands");

        button(alarm(events(page), alarm), "acknowledge").click();

        assertThat(alarm(page, alarm).locator(".refused")).containsText("no such alarm stands");
    }

    @Test
    void whatHappenedBeforeThePageCame_isListed_andIsNoNews() {
        long alarm = server.alarms().raise(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar");
        Page page = connected(operator.opens(server.url()));

        assertThat(alarm(events(page), alarm)).hasAttribute("data-state", "raised");
        assertThat(page.locator("#event-list")).containsText("Pressure at 1.91 bar");
        assertThat(page.locator(".toast")).hasCount(0);
    }

    @Test
    void filtersAreKeptWhenThePageIsReloaded() {
        server.alarms().raise(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar");
        server.alarms().raise(VIBRATION, Severity.WARNING, "Axis X at 2.9 mm/s");
        Page page = events(connected(operator.opens(server.url())));
        assertThat(page.locator("#event-list")).containsText("Axis X");

        page.locator("#event-kind").selectOption("alarms");
        page.locator("#event-severity").selectOption("critical");
        page.locator("#event-words").fill("pressure");
        assertThat(page.locator("#event-list")).not().containsText("Axis X");
        page.reload();

        assertThat(events(connected(page)).locator("#event-list")).containsText("Pressure at 1.91 bar");
        assertThat(page.locator("#event-list")).not().containsText("Axis X");
        assertThat(page.locator("#event-words")).hasValue("pressure");
    }

    @Test
    void olderEventsComeWhenTheyAreAskedFor() {
        server.alarms().raise(PRESSURE, Severity.CRITICAL, "the very first");
        for (int i = 0; i < 450; i++) {
            server.note("note " + i);
        }
        Page page = events(connected(operator.opens(server.url())));
        assertThat(page.locator("#event-list")).containsText("note 449");

        page.locator("#event-older").click();
        page.locator("#event-older").click();

        assertThat(page.locator("#event-list")).containsText("the very first");
        assertThat(page.locator("#event-list .event-row")).hasCount(server.lastEvent());
    }

    @Test
    void rewindShowsTheAlarmOfThen_andItsMark() {
        long alarm =
                server.alarms().raiseAgo(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar", Duration.ofMinutes(4));
        server.alarms().clearAgo(alarm, Duration.ofMinutes(1));
        server.alarms().acknowledge(alarm);
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        assertThat(card(page, PRESSURE)).not().hasAttribute("data-alarm", Pattern.compile(".*"));

        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");

        assertThat(card(page, PRESSURE)).hasAttribute("data-alarm-state", "raised");
        assertThat(mark(page, PRESSURE, "critical")).hasAttribute("d", DRAWN);
        operator.takesScreenshot(page, "alarm-rewound");
        page.keyboard().press("n");
        assertThat(card(page, PRESSURE)).not().hasAttribute("data-alarm", Pattern.compile(".*"));
    }

    @Test
    void keysOpenThePanel_andEscapeGivesTheFocusBack() {
        Page page = connected(operator.opens(server.url()));
        assertThat(page.locator("#bell")).isVisible();
        page.locator("#rewind").focus();

        page.keyboard().press("e");
        assertThat(page.locator("#tab-events")).isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#notes-pane")).isVisible();
        page.keyboard().press("Escape");

        assertThat(page.locator("#events")).isHidden();
        assertThat(page.locator("#rewind")).isFocused();
    }

    @Test
    void manyToastsAreFour_andTheRestIsCounted() {
        Page page = connected(operator.opens(server.url()));
        assertThat(page.locator("#bell")).isVisible();

        for (int i = 1; i <= 6; i++) {
            server.alarms().raise(PRESSURE, Severity.CRITICAL, "alarm " + i);
        }

        assertThat(page.locator(".toast")).hasCount(4);
        assertThat(page.locator("#toast-more")).hasText("2 more");
        page.locator(".toast").first().locator("button").first().click();
        assertThat(page.locator("#events")).isVisible();
    }

    @Test
    void sourceThatIsLost_isToldAndMarkedOnItsSensors() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, VIBRATION);

        server.unplug("bench");

        assertThat(toast(page, "source-lost")).containsText("Vibration bench");
        assertThat(mark(page, VIBRATION, "other")).hasAttribute("d", DRAWN);
    }

    @Test
    void ruleThatIsThoughtOf_isTried_drawn_andWritten() {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        card(page, PRESSURE).locator("button.open").click();

        page.locator("#trial summary").click();
        assertThat(page.locator("#trial-rules")).containsText("boiler/* above 70");
        page.locator("#trial-limit").fill("1.85");
        page.locator("#trial-hysteresis").fill("0.1");
        page.keyboard().press("Enter");

        assertThat(page.locator("#trial-result")).containsText(Pattern.compile("would have fired [2-6] times"));
        assertThat(page.locator("#detail-chart [data-role=fired]")).hasAttribute("d", DRAWN);
        assertThat(page.locator("#trial-yaml"))
                .hasText("- { sensor: boiler/pressure, above: 1.85, hysteresis: 0.1, severity: warning }");
        operator.takesScreenshot(page, "rule-tried");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-window=\"300000\"]")).hasAttribute("aria-pressed", "true");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void phoneHasThePanelAsASheet_alsoDarkAndInFrench() {
        server.alarms().raise(PRESSURE, Severity.CRITICAL, "Pressure at 1.91 bar");
        server.note("the door was opened");
        Page page = connected(operator.opens(
                server.url(), Operator.phone().setColorScheme(ColorScheme.DARK).setLocale("fr-FR")));
        assertMoves(page, PRESSURE);

        page.locator("#bell").tap();

        assertThat(page.locator("#standing-list")).containsText("critique");
        assertThat(button(page.locator(".alarm-row"), "acknowledge")).hasText("Acquitter");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "events-phone");
    }
}
