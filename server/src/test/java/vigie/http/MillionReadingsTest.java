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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import vigie.history.HistoryException;
import vigie.history.MemoryHistory;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/** One million readings, with values of every kind, exported and read back: the same, to the last bit, in order. */
final class MillionReadingsTest {
    private static final int SENSORS = 8;
    private static final int EACH = 125_000;
    private static final String EVERYTHING = "?from=0&to=now";

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryHistory history = new MemoryHistory();
    private final RunningServer running = new RunningServer(settings -> settings, history);
    private final List<Reading> expected = new ArrayList<>(SENSORS * EACH);

    @BeforeEach
    void keep() throws HistoryException {
        Random random = new Random(7);
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            SensorId id = SensorId.parse("bench/s" + sensor);
            long time = RunningServer.NOW - 1_000_000_000;
            for (int i = 0; i < EACH; i++) {
                time += random.nextInt(8) * (long) random.nextInt(1000);
                expected.add(new Reading(id, time, value(random, sensor)));
            }
        }
        history.append(expected);
        assertThat(expected).hasSize(1_000_000).last().satisfies(last -> assertThat(last.epochMillis())
                .isLessThan(RunningServer.NOW));
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void csv_readsBackEqual() throws Exception {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(get("csv"), StandardCharsets.UTF_8))) {
            assertThat(rows.readLine()).isEqualTo("time,epoch_ms,sensor,value,unit,name");
            for (Reading reading : expected) {
                String[] fields = rows.readLine().split(",", -1);
                assertSame(reading, SensorId.parse(fields[2]), Long.parseLong(fields[1]), Double.parseDouble(fields[3]));
            }
            assertThat(rows.readLine()).isNull();
        }
    }

    @Test
    void json_readsBackEqual() throws Exception {
        int next = 0;
        try (JsonParser json = JsonMapper.shared().createParser(get("json"))) {
            SensorId sensor = null;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("sensor")) {
                    sensor = SensorId.parse(json.nextStringValue());
                } else if (token == JsonToken.VALUE_NUMBER_INT && json.streamReadContext().inArray()) {
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

    private InputStream get(String format) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.url("/api/export." + format + EVERYTHING)))
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-vigie-estimated-readings")).contains("1000000");
        return answer.body();
    }
}
