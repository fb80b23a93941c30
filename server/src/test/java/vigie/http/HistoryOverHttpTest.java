package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.HistoryException;
import vigie.store.MemoryHistory;

/** Questions about the past, and what comes back. */
final class HistoryOverHttpTest {
    private static final long NOW = RunningServer.NOW;
    private static final SensorId TEMPERATURE = SensorId.parse("bench/temperature");
    private static final SensorId GONE = SensorId.parse("attic/humidity");

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryHistory history = new MemoryHistory();
    private final RunningServer running = new RunningServer(settings -> settings, history);

    @BeforeEach
    void keep() throws HistoryException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            readings.add(new Reading(TEMPERATURE, NOW - 600_000 + i * 1000L, i / 10.0));
        }
        readings.add(new Reading(GONE, NOW - 30_000, 55.5));
        readings.add(new Reading(GONE, NOW, 66.5));
        history.append(readings);
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void nothingAsked_allReadingsOfTheLastQuarterOfAnHour() throws Exception {
        HttpResponse<String> answer = get("/api/history");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("application/json");
        assertThat(header(answer, "cache-control")).isEqualTo("no-store");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "x-vigie-estimated-readings")).isEqualTo("601");
        JsonNode body = json(answer);
        assertThat(body.get("from").longValue()).isEqualTo(NOW - 900_000);
        assertThat(body.get("to").longValue()).isEqualTo(NOW);
        assertThat(body.get("bucket").longValue()).isZero();
        assertThat(body.at("/series/0/sensor").stringValue()).isEqualTo("attic/humidity");
        assertThat(body.at("/series/0").has("unit")).isFalse();
        assertThat(body.at("/series/0/points").toString()).isEqualTo("[[" + (NOW - 30_000) + ",55.5]]");
        assertThat(body.at("/series/1/sensor").stringValue()).isEqualTo("bench/temperature");
        assertThat(body.at("/series/1/unit").stringValue()).isEqualTo("°C");
        assertThat(body.at("/series/1/points")).hasSize(600);
        assertThat(body.at("/series/1/points/599").toString()).isEqualTo("[" + (NOW - 1000) + ",59.9]");
    }

    @Test
    void buckets_onAbsoluteTime() throws Exception {
        HttpResponse<String> answer = get("/api/history?sensor=bench/*&from=now-10m&to=now&buckets=10");
        assertThat(json(answer).toString())
                .startsWith("{\"from\":" + (NOW - 600_000) + ",\"to\":" + NOW
                        + ",\"bucket\":60000,\"kept\":\"9f2c61d0:48213\",\"series\":[{"
                        + "\"sensor\":\"bench/temperature\",\"name\":\"temperature\",\"unit\":\"°C\",\"points\":[["
                        + (NOW - 600_000) + ",0.0,5.9,")
                .endsWith(",60]]}]}");
        assertThat(json(answer).at("/series/0/points")).hasSize(10);
        assertThat(json(answer).at("/series/0/points/9/3").doubleValue()).isCloseTo(56.95, offset(1e-9));
    }

    @Test
    void sensorsRepeated_timesInAnyForm() throws Exception {
        HttpResponse<String> answer = get("/api/history?sensor=attic/humidity&sensor=bench/t*re"
                + "&from=2025-11-23T06:19:30+01:00&to=2025-11-23T05:19:31Z");
        assertThat(json(answer).at("/series/0/points")).hasSize(1);
        assertThat(json(answer).at("/series/1/points").toString()).isEqualTo("[[" + (NOW - 30_000) + ",57.0]]");
        answer = get("/api/history?sensor=bench%2F*&from=" + (NOW - 2000) + "&to=" + NOW);
        assertThat(json(answer).at("/series/0/points")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/history?from=tomorrow,                     from: tomorrow (expected: epoch milliseconds",
        "/api/history?from=now&to=now-1h,                from: 1763875200000 (expected: earlier than to",
        "/api/history?buckets=0,                         buckets: 0 (expected: 1 to 10000",
        "'/api/history?sensor=a/b,c/d',                  'sensor: a/b,c/d (expected: one glob'",
        "/api/history?bucket=5,                          bucket: not known (expected: sensor",
        "/api/history?from=%zz,                          query: ",
        "/api/export.csv,                                from: missing (expected: a time",
        "/api/export.json?from=0,                        to: missing (expected: a time",
    })
    void nonsense_400WithWhatWasExpected(String path, String detail) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = raw.rest();
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
            assertThat(answer).contains("\"detail\":\"" + detail);
        }
    }

    @Test
    void moreThanFitsAScreen_400_butExported() throws Exception {
        try (RunningServer large = new RunningServer(settings -> settings, new VirtualHistory(1_000_001, -1))) {
            HttpResponse<String> answer = get(large, "/api/history?from=0&to=now");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("points: 1000001 (expected: at most 1000000; ask for a shorter range");
            assertThat(get(large, "/api/history?from=0&to=1000000").statusCode())
                    .isEqualTo(200);
            assertThat(get(large, "/api/export.csv?from=0&to=now").body().lines())
                    .hasSize(1_000_002);
        }
    }

    @Test
    void csv_asAttachmentWithUnitsAndNames() throws Exception {
        HttpResponse<String> answer = get("/api/export.csv?from=now-2s&to=now&sensor=bench/*");
        assertThat(header(answer, "content-type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo("attachment; filename=\"vigie-20251123T051958Z-20251123T052000Z.csv\"");
        assertThat(header(answer, "x-vigie-estimated-readings")).isEqualTo("2");
        assertThat(answer.body().split("\r\n", -1))
                .containsExactly(
                        "time,epoch_ms,sensor,value,unit,name",
                        "2025-11-23T05:19:58.000Z,1763875198000,bench/temperature,59.8,°C,temperature",
                        "2025-11-23T05:19:59.000Z,1763875199000,bench/temperature,59.9,°C,temperature",
                        "");
        answer = get("/api/export.csv?from=now-10m&to=now&sensor=bench/*&buckets=1");
        assertThat(answer.body()).startsWith("time,epoch_ms,sensor,min,max,mean,count,unit,name\r\n");
    }

    @Test
    void json_asAttachmentLikeHistory() throws Exception {
        String query = "?from=now-1h&to=now&buckets=20";
        HttpResponse<String> exported = get("/api/export.json" + query);
        assertThat(exported.body()).isEqualTo(get("/api/history" + query).body());
        assertThat(header(exported, "content-disposition")).endsWith("-20251123T052000Z.json\"");
    }

    @Test
    void historyThatCannotBeRead_503WithCause() throws Exception {
        history.close();
        HttpResponse<String> answer = get("/api/history");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "retry-after")).isNotEmpty();
        assertThat(answer.body()).contains("history: the history is closed");
    }

    @Test
    void head_headAlone() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            String end = " HTTP/1.1\r\nHost: localhost\r\n";
            raw.send("HEAD /api/export.csv?from=0&to=now" + end + "\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 200").contains("x-vigie-estimated-readings: 601");
            raw.send("GET /healthz" + end + "Connection: close\r\n\r\n");
            assertThat(raw.rest()).startsWith("HTTP/1.1 200").endsWith("ok\n");
        }
    }

    @Test
    void http10_bodyEndsWithTheConnection() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET /api/history?sensor=attic/*&from=0 HTTP/1.0\r\n\r\n");
            assertThat(raw.rest())
                    .startsWith("HTTP/1.1 200")
                    .contains("connection: close")
                    .doesNotContain("chunked")
                    .endsWith("\r\n\r\n{\"from\":0,\"to\":" + NOW
                            + ",\"bucket\":0,\"kept\":\"9f2c61d0:48213\",\"series\":[{\"sensor\":\"attic/humidity\",\"name\":\"humidity\",\"points\":[["
                            + (NOW - 30_000) + ",55.5]]}]}\n");
        }
    }

    @Test
    void requestsSentAhead_areAnsweredInOrder() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            String end = " HTTP/1.1\r\nHost: localhost\r\n";
            raw.send("GET /api/export.csv?from=0&to=now" + end + "\r\nGET /healthz" + end + "\r\nGET /api/history" + end
                    + "Connection: close\r\n\r\n");
            assertThat(raw.rest())
                    .containsSubsequence(
                            "200 OK", "epoch_ms", "\r\n0\r\n\r\nHTTP/1.1 200 OK", "ok\n", "200 OK", "bucket")
                    .endsWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void withoutHistory_404_withIt_listed() throws Exception {
        assertThat(get("/api/nothing").body())
                .contains("/api/export.csv, /api/export.json, /api/history, /api/sensors");
        try (RunningServer forgetful = new RunningServer()) {
            assertThat(get(forgetful, "/api/history").statusCode()).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(running, path);
    }

    private HttpResponse<String> get(RunningServer server, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url(path))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
