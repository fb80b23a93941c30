package vigie.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vigie.sensor.PrintableText;

final class WatchPrinterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final WatchPrinter printer = new WatchPrinter(out, out, false, ZoneOffset.UTC);

    /** A server may pass on what a device sent; a terminal never gets it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`type`:`update`,`readings`:[[`a/x~`,1,2]]}",
                "{`type`:`sensor`,`id`:`a/~`,`unit`:`~`}",
                "{`type`:`status`,`sensor`:`a/x~`,`status`:`lost~`,`cause`:`~`,`since`:1}",
                "{`type`:`source`,`id`:`~`,`state`:`~`,`cause`:`~`,`since`:1}",
                "{`type`:`welcome`,`sensors`:[{`id`:`~`,`unit`:`~`,`status`:`~`,`cause`:`~`}],`troubles`:[{`text`:`~`}]}",
                "{`type`:`event`,`kind`:`~`,`sensor`:`~`,`severity`:`~`,`text`:`~`,`by`:`~`}",
                "{`type`:`event`,`kind`:`trouble`,`text`:`~`}",
                "{`type`:`event`,`kind`:`note`,`source`:`~`,`text`:`~`,`by`:`~`}",
                "{`type`:`problem`,`message`:`~`}",
            })
    void hostileTexts_areWrittenOut(String fields) {
        for (String hostile : List.of("\\u001b[2J", "\\u009b2J", "\\u202e", "\\r", "\\u0007", "\\u2028", "\\ud800")) {
            String message = fields.replace('`', '"').replace("~", hostile);
            printer.message(message, JsonMapper.shared().readTree(message));
        }
        printer.disconnected("\u001b[2J\n", Duration.ofSeconds(1));
        printer.refused("\u001b[2J\n");
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).allMatch(PrintableText::isPrintable);
    }

    @Test
    void asJson_everyMessageIsOneLine_andTheSameDocument() {
        String message = "{\"type\":\n\"x\",\"text\":\"\u009b\u202e\u007f°🌡\"}";
        new JsonPrinter(out, out).message(message, JsonMapper.shared().readTree(message));
        String line = printed.toString(StandardCharsets.UTF_8).stripTrailing();
        assertThat(PrintableText.isPrintable(line)).isTrue();
        assertThat(JsonMapper.shared().readTree(line))
                .isEqualTo(JsonMapper.shared().readTree(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        `kind`:`note`,`sensor`:`a/x`,`text`:`door\\nopened`,`by`:`Anne`                       | a/x  Anne: door opened
        `kind`:`note`,`text`:`good night`                                                     | good night
        `kind`:`alarm-raised`,`sensor`:`a/x`,`severity`:`critical`,`text`:`Oven at 283.1 °C`  | a/x  critical alarm-raised: Oven at 283.1 °C
        `kind`:`alarm-acknowledged`,`sensor`:`a/x`,`severity`:`critical`,`by`:`Anne`          | a/x  Anne critical alarm-acknowledged
        `kind`:`source-lost`,`source`:`bench`,`text`:`unplugged`                              | bench  source-lost: unplugged
        `kind`:`trouble`,`about`:`history`,`text`:`the disk is full`                          | the disk is full
        """)
    void event_isALine(String fields, String line) {
        String message = ("{`type`:`event`,`id`:1,`time`:3723004," + fields + "}").replace('`', '"');
        printer.message(message, JsonMapper.shared().readTree(message));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("01:02:03.004  " + line + System.lineSeparator());
    }
}
