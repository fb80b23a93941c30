package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vigie.browser.DashboardPage.PATIENTLY;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;
import static vigie.browser.DashboardPage.value;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures are shown whole and as they are, in a real browser, however long they are and however narrow the screen is. */
final class FiguresTest {
    /** Every card is in sight, pixels. */
    private static final int HIGH = 3200;

    private static final Pattern ANY = Pattern.compile("\\d");

    /** Whether every card has its figure and its chart, which has the size that the card has now. */
    private static final String ALL_DRAWN = """
        () => [...document.querySelectorAll('#board .card')].every(card =>
          /\\d/.test(card.querySelector('[data-role=value]').textContent)
          && card.querySelector('.highcharts-yaxis-labels text') !== null
          && card.querySelector('svg.highcharts-root').clientWidth === card.querySelector('.chart').clientWidth)
        """;

    /** What is not whole: figures beyond their card or over others, labels beyond their picture or over the plot. */
    private static final String CUT_OFF = """
        () => {
          const cut = [];
          const box = element => element.getBoundingClientRect();
          const within = (inner, outer) => inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5
            && inner.top >= outer.top - 0.5 && inner.bottom <= outer.bottom + 0.5;
          const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          const enlarged = document.querySelectorAll('#detail[open]');
          for (const card of enlarged.length > 0 ? enlarged : document.querySelectorAll('#board .card')) {
            const say = (what, element) => cut.push(`${card.dataset.sensor ?? 'enlarged'}: ${what}: ${element.textContent}`);
            const now = card.querySelector('.now');
            const value = now.querySelector('[data-role=value]');
            if (now.scrollWidth > now.clientWidth || !within(box(value), box(card))) say('value', value);
            for (const figure of card.querySelectorAll('dl div')) {
              if (!within(box(figure), box(card)) || !apart(box(figure), box(value))) say('extreme', figure);
            }
            const svg = card.querySelector('svg.highcharts-root');
            const plot = svg.querySelector('.highcharts-plot-background');
            for (const label of svg.querySelectorAll('.highcharts-axis-labels text')) {
              if (!within(box(label), box(svg))) say('label', label);
            }
            const times = [...svg.querySelectorAll('.highcharts-xaxis-labels text')].map(box).sort((a, b) => a.left - b.left);
            if (times.some((time, index) => index > 0 && time.left < times[index - 1].right + 4)) say('times', svg);
            for (const label of svg.querySelectorAll('.highcharts-yaxis-labels text')) {
              if (box(label).right > box(plot).left) say('label over the plot', label);
            }
          }
          if (document.documentElement.scrollWidth > innerWidth) cut.push('the page scrolls sideways');
          return cut;
        }
        """;

    /** Cards with two labels that are the same, beside one axis. */
    private static final String SAME_LABELS = """
        () => [...document.querySelectorAll('#board .card')].filter(card => {
          const labels = [...card.querySelectorAll('.highcharts-yaxis-labels text')].map(label => label.textContent);
          return new Set(labels).size < labels.length;
        }).map(card => card.dataset.sensor)
        """;

    private static final String NUMBER_IN = """
        text => {
          const [digits, power] = text.replace(/\\s/g, '').replace(/−/g, '-').split('×10');
          const raised = [...power ?? ''].map(sign => sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)).join('');
          return Number(`${digits}e${raised || 0}`);
        }
        """;
    private static final String FIGURE = "([sensor, role]) => (" + NUMBER_IN
            + ")(document.querySelector(`#board [data-sensor=\"${sensor}\"] [data-role=${role}]`).textContent)";
    private static final String SHOWS = "([sensor, value]) => (" + FIGURE + ")([sensor, 'value']) === value";

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withLongFigures();

    @ParameterizedTest(name = "{0} and {1} pixels, {2}, {3}")
    @CsvSource({"390, 1366, en, LIGHT", "700, 3840, fr, DARK"})
    void everyFigureAndLabelIsWhole(int narrow, int wide, String language, ColorScheme colours) {
        Page page = connected(operator.opens(server.url(), screen(narrow, language, colours)));

        for (int width : new int[] {narrow, wide}) {
            page.setViewportSize(width, HIGH);
            page.waitForFunction(ALL_DRAWN);
            operator.takesScreenshot(page, "figures-" + width);
            assertThat((List<?>) page.evaluate(CUT_OFF)).as(width + " pixels").isEmpty();
            assertThat((List<?>) page.evaluate(SAME_LABELS))
                    .as(width + " pixels")
                    .isEmpty();
        }
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void valueIsNeverThatOfAnotherReading() {
        Page page = connected(operator.opens(server.url()));

        for (String channel : List.of("near", "counter", "meter", "tiny", "whole", "negative")) {
            assertThat(value(page, "figures/" + channel)).containsText(ANY, PATIENTLY);
            List<Double> values = PlantSource.valuesOf(channel);
            for (double expected : values) {
                page.waitForFunction(SHOWS, List.of("figures/" + channel, expected));
            }
            assertThat(((Number) page.evaluate(FIGURE, List.of("figures/" + channel, "max"))).doubleValue())
                    .isEqualTo(highest(values));
        }
    }

    @Test
    void enlargedChartShowsWholeLabelsOnAPhone_andSavesThem() throws IOException {
        Page page = connected(operator.opens(server.url(), Operator.phone()));
        for (String channel : List.of("huge", "whole", "meter")) {
            card(page, "figures/" + channel).locator(".open").click();
            assertThat(page.locator("#detail-value")).containsText(ANY, PATIENTLY);
            page.waitForFunction("() => document.querySelector('#detail .highcharts-yaxis-labels text')");

            operator.takesScreenshot(page, "figures-enlarged-" + channel);
            assertThat((List<?>) page.evaluate(CUT_OFF)).isEmpty();
            // The axis follows the values: a file may be of the moment before.
            await().pollInSameThread().untilAsserted(() -> {
                List<String> shown = labelsOf(page);
                assertThat(saved(page)).contains(shown);
            });
            page.keyboard().press("Escape");
        }
    }

    private static Browser.NewContextOptions screen(int width, String language, ColorScheme colours) {
        return Operator.desktop()
                .setViewportSize(width, HIGH)
                .setLocale(language)
                .setColorScheme(colours);
    }

    /** The chart as an SVG file, made while it does not move. */
    private static String saved(Page page) throws IOException {
        return Files.readString(
                page.waitForDownload(() -> page.locator("#detail-svg").click()).path());
    }

    private static List<String> labelsOf(Page page) {
        return page.locator("#detail .highcharts-yaxis-labels text").allTextContents();
    }

    private static double highest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
