package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class WatchPrinterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final WatchPrinter printer = new WatchPrinter(out, out, false, ZoneOffset.UTC);

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
