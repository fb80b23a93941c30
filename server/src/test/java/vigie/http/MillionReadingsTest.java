package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import vigie.TestClock;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.sqlite.SqliteHistory;

/** One million readings, with values of every kind, kept on disk, exported and read back: the same, to the last bit, in order. */
final class MillionReadingsTest {
    private static final int SENSORS = 8;
    private static final int EACH = 125_000;
    private static final int PORTION = 5000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Reading> expected = new ArrayList<>(SENSORS * EACH);

    @TempDir
    private Path data;

    @Test
    void exported_readsBackEqual() throws Exception {
        try (DataFolder folder = DataFolder.take(data);
                History history = SqliteHistory.open(folder, new TestClock(RunningServer.NOW))) {
            keep(history);
            try (RunningServer running = new RunningServer(settings -> settings, history)) {
                assertCsv(get(running, "/api/export.csv"));
                assertJson(get(running, "/api/export.json"));
            }
        }
    }

    private void keep(History history) throws HistoryException {
        Random random = new Random(7);
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            SensorId id = SensorId.parse("bench/s" + sensor);
            long time = RunningServer.NOW - 1_000_000_000;
            for (int i = 0; i < EACH; i++) {
                time += random.nextInt(8) * (long) random.nextInt(1000);
                expected.add(new Reading(id, time, value(random, sensor)));
            }
        }
        for (int i = 0; i < expected.size(); i += PORTION) {
            history.append(expected.subList(i, i + PORTION));
        }
    }

    private void assertCsv(InputStream body) throws IOException {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            assertThat(rows.readLine()).isEqualTo("time,epoch_ms,sensor,value,unit,name");
            for (Reading reading : expected) {
                String[] fields = String.valueOf(rows.readLine()).split(",", -1);
                assertSame(
                        reading, SensorId.parse(fields[2]), Long.parseLong(fields[1]), Double.parseDouble(fields[3]));
            }
            assertThat(rows.readLine()).isNull();
        }
    }

    private void assertJson(InputStream body) {
        int next = 0;
        try (JsonParser json = JsonMapper.shared().createParser(body)) {
            SensorId sensor = SensorId.parse("not/said");
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("sensor")) {
                    sensor = SensorId.parse(json.nextStringValue());
                } else if (token == JsonToken.VALUE_NUMBER_INT
                        && json.streamReadContext().inArray()) {
                    long time = json.getLongValue();
                    json.nextToken();
                    assertSame(expected.get(next++), sensor, time, json.getDoubleValue());
                }
            }
        }
        assertThat(next).isEqualTo(expected.size());
    }

    /** Two decimals, whole numbers, noise, and any bits that are a finite number. */
    private static double value(Random random, int kind) {
        double value =
                switch (kind % 4) {
                    case 0 -> Math.round(random.nextGaussian() * 2500) / 100.0;
                    case 1 -> random.nextInt(100_000) - 50_000;
                    case 2 -> random.nextGaussian();
                    default -> Double.longBitsToDouble(random.nextLong());
                };
        return Double.isFinite(value) ? value : -0.0;
    }

    /** Without the ceremony of an assertion a million times. */
    private static void assertSame(Reading reading, SensorId sensor, long epochMillis, double value) {
        boolean same = reading.sensor().equals(sensor)
                && reading.epochMillis() == epochMillis
                && Double.doubleToRawLongBits(reading.value()) == Double.doubleToRawLongBits(value);
        if (!same) {
            assertThat(new Reading(sensor, epochMillis, value)).isEqualTo(reading);
        }
    }

    private InputStream get(RunningServer running, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.url(path + "?from=0&to=now")))
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-vigie-estimated-readings")).contains("1000000");
        return answer.body();
    }
}
