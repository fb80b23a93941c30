package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.browser.DashboardPage.PRESSURE;
import static vigie.browser.DashboardPage.assertMoves;
import static vigie.browser.DashboardPage.card;
import static vigie.browser.DashboardPage.connected;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readings and charts as files, without anybody outside. */
final class ExportTest {
    private static final String CSV = """
            time,epoch_ms,sensor,value,unit,name\r
            2025-11-23T05:20:00.000Z,1763875200000,boiler/pressure,1.8,bar,pressure\r
            """;

    @RegisterExtension
    static final Operator operator = new Operator();

    @RegisterExtension
    final DashboardServer server = DashboardServer.withPlant();

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void readingsOfOneSensor_asCsv() throws IOException {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        page.route("**/api/export.*", route -> answer(route, 200, CSV));

        page.locator("#export-open").click();
        page.locator("#export-what").selectOption(new SelectOption().setLabel("Boiler room · pressure"));
        page.locator("#export-range").selectOption("3600000");
        page.locator("#export-values").selectOption("1000");
        operator.takesScreenshot(page, "export");
        Download file = page.waitForDownload(() -> page.locator("#export-start").click());

        assertThat(file.suggestedFilename())
                .startsWith("vigie_boiler-pressure_")
                .endsWith(".csv");
        assertThat(Files.readString(file.path())).isEqualTo(CSV);
        assertThat(page.locator("#export-said")).containsText("Saved as vigie_boiler-pressure_");
        Map<String, String> query = queryOf(asked.get(0));
        assertThat(query).containsEntry("sensor", PRESSURE).containsEntry("buckets", "1000");
        assertThat(Long.parseLong(query.get("to")) - Long.parseLong(query.get("from")))
                .isBetween(3_600_000L, 3_600_001L);
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void exportThatTakesLong_showsThatItRuns_andIsStopped() {
        Page page = connected(operator.opens(server.url()));
        page.route("**/api/export.*", route -> asked.add(route.request().url()));

        page.locator("#export-open").click();
        page.locator("#export-start").click();
        assertThat(page.locator("#export-progress")).isVisible();
        assertThat(page.locator("#export-start")).isDisabled();
        page.locator("#export-cancel").click();

        assertThat(page.locator("#export-said")).hasText("Stopped; nothing was saved.");
        assertThat(page.locator("#export-progress")).isHidden();
        assertThat(page.locator("#export-start")).isEnabled();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void serverThatRefuses_isQuoted_alsoOnAFrenchPhone() {
        Page page = connected(operator.opens(
                server.url(), Operator.desktop().setLocale("fr-FR").setViewportSize(390, 844)));
        page.route(
                "**/api/export.*",
                route -> answer(route, 503, "{\"title\":\"x\",\"detail\":\"too many ask at once\"}"));

        page.locator("#export-open").click();
        page.locator("#export-start").click();

        assertThat(page.locator("#export-said")).hasText("Pas d’export : too many ask at once");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        operator.takesScreenshot(page, "export-phone");
    }

    @Test
    void chartAsPngAndSvg_madeByTheBrowserAlone() throws Exception {
        Page page = connected(operator.opens(server.url()));
        assertMoves(page, PRESSURE);
        page.onRequest(request -> asked.add(request.url()));
        card(page, PRESSURE).locator("button.open").click();
        assertThat(page.locator("#detail-chart svg").first()).isVisible();
        assertThat(page.locator("#detail-chart path.highcharts-graph")).hasAttribute("d", Pattern.compile("M.+L.+"));

        Download png = page.waitForDownload(() -> page.locator("#detail-png").click());
        assertThat(png.suggestedFilename()).startsWith("vigie_boiler-pressure_").endsWith(".png");
        assertThat(ImageIO.read(png.path().toFile()).getWidth()).isGreaterThanOrEqualTo(1_600);
        png.saveAs(operator.pictureOf("chart-png"));

        Download svg = page.waitForDownload(() -> page.locator("#detail-svg").click());
        String drawing = Files.readString(svg.path());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(svg.path().toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(drawing).contains("pressure (bar)").doesNotContain("var(");
        assertThat(page.locator("#detail-problem")).isEmpty();
        assertThat(asked)
                .allMatch(url -> url.startsWith(server.url()) || url.startsWith("blob:") || url.startsWith("data:"));
        assertThat(operator.complaints()).isEmpty();
    }

    private void answer(Route route, int status, String body) {
        asked.add(route.request().url());
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setHeaders(Map.of("X-Vigie-Estimated-Readings", "1"))
                .setBodyBytes(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> queryOf(String url) {
        return Pattern.compile("&")
                .splitAsStream(URI.create(url).getQuery())
                .collect(Collectors.toMap(
                        part -> part.substring(0, part.indexOf('=')), part -> part.substring(part.indexOf('=') + 1)));
    }
}
