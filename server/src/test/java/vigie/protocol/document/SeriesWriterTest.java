package vigie.protocol.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.protocol.Place;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

final class SeriesWriterTest {
    private static final Place KEPT = new Place("9f2c61d0", 48_213);
    private static final long TIME = 1_763_875_200_150L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void readings_asJson() throws IOException {
        SeriesWriter json = new JsonSeriesWriter(out);
        json.begin(TIME, TIME + 10, 0, KEPT);
        json.series(sensor("temperature", "Four à pain", "°C"));
        json.reading(TIME, 21.5);
        json.reading(TIME + 1, -0.0);
        json.series(sensor("light", "light", null));
        json.end();
        assertThat(text())
                .isEqualTo(
                        "{\"from\":1763875200150,\"to\":1763875200160,\"bucket\":0,\"kept\":\"9f2c61d0:48213\",\"series\":["
                                + "{\"sensor\":\"bench/temperature\",\"name\":\"Four à pain\",\"unit\":\"°C\","
                                + "\"points\":[[1763875200150,21.5],[1763875200151,-0.0]]},"
                                + "{\"sensor\":\"bench/light\",\"name\":\"light\",\"points\":[]}]}\n");
    }

    @Test
    void buckets_asJson_meanThatIsNoNumberIsNull() throws IOException {
        SeriesWriter json = new JsonSeriesWriter(out);
        json.begin(0, 120_000, 60_000, KEPT);
        json.series(sensor("x", "x", null));
        json.bucket(0, 1, 2.5, 1.75, 2);
        json.bucket(60_000, 1e308, 1e308, Double.POSITIVE_INFINITY, 3);
        json.end();
        assertThat(text())
                .contains("\"bucket\":60000", "[[0,1.0,2.5,1.75,2],[60000,1.0E308,1.0E308,null,3]]")
                .satisfies(JsonMapper.shared()::readTree);
    }

    @Test
    void namesThatJsonEscapes_areReadBack() throws IOException {
        SeriesWriter json = new JsonSeriesWriter(out);
        json.begin(0, 1, 0, KEPT);
        json.series(sensor("x", "\"quoted\"\\\n\u0001 half \ud800 pair \ud83d\udd25", "\u0007"));
        json.end();
        JsonNode series = JsonMapper.shared().readTree(text()).at("/series/0");
        assertThat(series.get("name").stringValue()).isEqualTo("\"quoted\"\\\n\u0001 half \ufffd pair \ud83d\udd25");
        assertThat(series.get("unit").stringValue()).isEqualTo("\u0007");
    }

    @Test
    void nothing_asJson() throws IOException {
        SeriesWriter json = new JsonSeriesWriter(out);
        json.begin(1, 2, 0, KEPT);
        json.end();
        assertThat(text()).isEqualTo("{\"from\":1,\"to\":2,\"bucket\":0,\"kept\":\"9f2c61d0:48213\",\"series\":[]}\n");
    }

    @Test
    void readings_asCsv_everyRowSaysUnitAndName() throws IOException {
        SeriesWriter csv = new CsvSeriesWriter(out);
        csv.begin(TIME, TIME + 10, 0, KEPT);
        csv.series(sensor("temperature", "Four, dit \"le grand\"", "°C"));
        csv.reading(TIME, 21.5);
        csv.series(sensor("light", "light", null));
        csv.reading(TIME + 5, 1e-7);
        csv.end();
        assertThat(text())
                .isEqualTo("time,epoch_ms,sensor,value,unit,name\r\n"
                        + "2025-11-23T05:20:00.150Z,1763875200150,bench/temperature,21.5,°C,\"Four, dit \"\"le grand\"\"\"\r\n"
                        + "2025-11-23T05:20:00.155Z,1763875200155,bench/light,1.0E-7,,light\r\n");
    }

    @Test
    void buckets_asCsv_meanThatIsNoNumberIsEmpty() throws IOException {
        SeriesWriter csv = new CsvSeriesWriter(out);
        csv.begin(0, 120_000, 60_000, KEPT);
        csv.series(sensor("x", "two\nlines", "\" "));
        csv.bucket(0, 1, 2.5, 1.75, 2);
        csv.bucket(60_000, 1e308, 1e308, Double.POSITIVE_INFINITY, 3);
        csv.end();
        assertThat(text())
                .isEqualTo("time,epoch_ms,sensor,min,max,mean,count,unit,name\r\n"
                        + "1970-01-01T00:00:00.000Z,0,bench/x,1.0,2.5,1.75,2,\"\"\" \",\"two\nlines\"\r\n"
                        + "1970-01-01T00:01:00.000Z,60000,bench/x,1.0E308,1.0E308,,3,\"\"\" \",\"two\nlines\"\r\n");
    }

    @Test
    void longNames_andManyRows_areWhole() throws IOException {
        SeriesWriter csv = new CsvSeriesWriter(out);
        csv.begin(0, 10_000, 0, KEPT);
        String name = "n".repeat(20_000);
        csv.series(sensor("x", name, null));
        for (int i = 0; i < 100; i++) {
            csv.reading(i, i);
        }
        csv.end();
        assertThat(text().lines()).hasSize(101).last().asString().endsWith(",99,bench/x,99.0,," + name);
    }

    @Test
    void times_areThoseOfTheJdk_alwaysWithMilliseconds() {
        IsoTime iso = new IsoTime();
        byte[] to = new byte[IsoTime.MAX_LENGTH + 1];
        LongStream any = new Random(1).longs(10_000, -62_135_596_800_000L, 253_402_300_800_000L);
        LongStream.concat(LongStream.of(0, -1, 999, 1000, TIME, TIME + 1, TIME + 1000), any)
                .forEach(time -> {
                    String written = new String(to, 1, iso.write(time, to, 1) - 1, StandardCharsets.US_ASCII);
                    assertThat(Instant.parse(written).toEpochMilli()).isEqualTo(time);
                    assertThat(written).matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
                });
        assertThat(iso.write(Long.MAX_VALUE, to, 0)).isLessThanOrEqualTo(IsoTime.MAX_LENGTH);
        assertThat(iso.write(Long.MIN_VALUE, to, 0)).isLessThanOrEqualTo(IsoTime.MAX_LENGTH);
    }

    private static SensorInfo sensor(String channel, String name, @Nullable String unit) {
        return new SensorInfo(new SensorId("bench", channel), name, unit, null, null);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
