package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.EventsPage.mark;
import static vigie.browser.EventsPage.note;
import static vigie.browser.EventsPage.notes;
import static vigie.browser.EventsPage.signed;
import static vigie.browser.EventsPage.toast;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people write to each other, in real browsers. */
final class NotesTest {
    private static final Pattern DRAWN = Pattern.compile("M\\d+");

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    @Test
    void noteIsReadAtOnceByTheOther_whoIsThereIsSaid_andTheInputIsEmptyAgain() {
        Page anne = notes(signed(connected(operator.opens(server.url())), "Anne"));
        Page paul = notes(signed(connected(operator.opens(server.url())), "Paul"));
        assertThat(anne.locator("#here")).containsText("Paul");

        write(anne, "the door was opened");

        assertThat(note(paul, "the door was opened")).isVisible();
        assertThat(paul.locator(".note-row").last()).containsText("Anne");
        assertThat(anne.locator("#note-text")).hasValue("");
        assertThat(note(anne, "the door was opened")).hasCount(1);
        operator.takesScreenshot(paul, "notes");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void noteIsText_whateverIsInIt() {
        Page anne = notes(signed(connected(operator.opens(server.url())), "<b>Anne</b>"));
        Page other = connected(operator.opens(server.url()));
        String markup = "<img src=x onerror=\"document.title='thrown'\"><script>document.title='thrown'</script>";

        write(anne, markup);

        assertThat(toast(other, "note")).containsText(markup);
        assertThat(note(notes(other), markup)).isVisible();
        assertThat(other.locator("#note-list").locator("b")).hasText("<b>Anne</b>");
        other.locator("#tab-events").click();
        assertThat(other.locator("#event-list")).containsText(markup);
        assertThat(other.locator("#events img, #events script, #toasts img")).hasCount(0);
        assertThat(other).not().hasTitle("thrown");
        assertThat(anne).not().hasTitle("thrown");
    }

    @Test
    void noteOfAnother_isAToastAndCounted_untilItIsRead() {
        Page page = connected(operator.opens(server.url()));
        assertThat(page.locator("#bell")).isVisible();

        server.note("the door was opened");

        assertThat(toast(page, "note")).containsText("the door was opened");
        assertThat(page.locator("#bell")).hasAttribute("data-unread", "");
        toast(page, "note").locator("button").first().click();
        assertThat(note(page, "the door was opened")).isVisible();
        assertThat(page.locator("#bell")).not().hasAttribute("data-unread", "");
    }

    @Test
    void noteOnAChart_isMarkedThereInTheOtherBrowser_andToldByItsMark() {
        Page anne = signed(connected(operator.opens(server.url())), "Anne");
        anne.keyboard().press("Escape");
        Page other = connected(operator.opens(server.url()));
        assertMoves(other, PRESSURE);
        card(anne, PRESSURE).locator("button.open").click();
        BoundingBox plot =
                anne.locator("#detail-chart .highcharts-plot-background").boundingBox();

        anne.mouse().click(plot.x + plot.width / 2, plot.y + plot.height / 3);
        anne.keyboard().type("pump switched");
        anne.keyboard().press("Enter");

        assertThat(anne.locator("#here-form")).isHidden();
        assertThat(mark(other, PRESSURE, "note")).hasAttribute("d", DRAWN);
        assertThat(toast(other, "note")).containsText("pump switched");
        card(other, PRESSURE).locator("button.open").click();
        other.locator(".mark-sign[data-kind=note]").focus();
        assertThat(other.locator(".mark-sign[data-kind=note] .mark-label")).containsText("Anne: pump switched");
        operator.takesScreenshot(other, "note-on-chart");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void noteOnAChart_byKeysAlone() {
        Page page = signed(connected(operator.opens(server.url())), "Anne");
        page.keyboard().press("Escape");
        card(page, PRESSURE).locator("button.open").focus();
        page.keyboard().press("Enter");

        page.locator("#detail-note").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#here-text")).isFocused();
        page.keyboard().type("pump switched");
        page.keyboard().press("Enter");

        assertThat(page.locator(".mark-sign[data-kind=note]")).isVisible();
        assertThat(page.locator("#detail-note")).isFocused();
    }

    @Test
    void whileTheConnectionIsLost_whatIsWrittenStays() {
        Page anne = notes(signed(connected(operator.opens(server.url())), "Anne"));
        anne.locator("#note-text").fill("the door was opened");

        server.close();

        assertThat(anne.locator("#note-said")).containsText("connection is lost");
        anne.locator("#note-text").press("Enter");
        assertThat(anne.locator("#note-text")).hasValue("the door was opened");
    }

    private static void write(Page page, String text) {
        page.locator("#note-text").fill(text);
        page.keyboard().press("Enter");
    }
}
