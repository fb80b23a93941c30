package vigie.protocol.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

class CsvTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\u00a0=1"})
    void textThatASpreadsheetWouldRun_beginsWithAnApostrophe(String text) {
        assertThat(CsvText.field(text)).isEqualTo("'" + text);
    }

    @Test
    void tabsAndLineEndsInFront_areDisarmed_andQuotedWhereTheyMustBe() {
        assertThat(CsvText.field("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvText.field("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvText.field("\nx")).isEqualTo("\"'\nx\"");
        assertThat(CsvText.field("=HYPERLINK(\"http://x\",\"y\")"))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    }

    @ParameterizedTest
    @CsvSource({"temperature, temperature", "a=b, a=b", "x-1, x-1", "a@b, a@b", "%, %", "°C, °C"})
    void otherText_staysAsItIs(String text, String written) {
        assertThat(CsvText.field(text)).isEqualTo(written);
    }

    @Test
    void namesUnitsNotesAndPeople_areDisarmed_numbersAreNot() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvSeriesWriter series = new CsvSeriesWriter(out);
        series.series(new SensorInfo(new SensorId("-b", "x"), "=n", "@u", null, null));
        series.reading(0, -5);
        series.end();
        CsvEventWriter events = new CsvEventWriter(out);
        events.event(new Event(1, Happening.note(0, null, "+me", "-1")));
        events.end();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(",'-b/x,-5.0,'@u,'=n\r\n")
                .contains(",note,,,,,,'-1,'+me,,\r\n");
    }
}
