package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.TestClock;
import vigie.api.EventDocuments;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.http.settings.HttpSettings;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.live.FeedOfThisRun;
import vigie.live.limits.LiveSettings;
import vigie.past.EventArchive;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.store.MemoryEventStore;

/** Events that were, and what comes back. */
final class EventsOverHttpTest {
    private static final long NOW = RunningServer.NOW;
    private static final SensorId OVEN = SensorId.parse("bench/temperature");

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryEventStore store = new MemoryEventStore();
    private final TestClock clock = new TestClock(NOW);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final FeedOfThisRun live = new FeedOfThisRun(hub, LiveSettings.of("vigie test", Duration.ofMillis(100)));
    private final HttpServer server = new HttpServer(
            HttpSettings.of("127.0.0.1", 0),
            live.feed,
            Map.of(),
            null,
            EventDocuments.of(new EventArchive(store, () -> 2500L, clock)));

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        hub.close();
        live.close();
    }

    @Test
    void nothingAsked_theNewest200_newestFirst() throws Exception {
        keepNotes(2500);
        JsonNode answer = json("/api/events");
        assertThat(answer.get("last").longValue()).isEqualTo(2500);
        assertThat(answer.get("more").booleanValue()).isTrue();
        assertThat(ids(answer)).hasSize(200).startsWith(2500L, 2499L).endsWith(2301L);
    }

    @Test
    void after_oldestFirst_acrossPages_untilThereIsNoMore() throws Exception {
        keepNotes(2500);
        List<Long> all = new ArrayList<>();
        JsonNode answer = json("/api/events?after=0&limit=1000");
        all.addAll(ids(answer));
        while (answer.get("more").booleanValue()) {
            answer = json("/api/events?limit=1000&after=" + all.get(all.size() - 1));
            all.addAll(ids(answer));
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2500).boxed().toList());
    }

    @Test
    void filters_narrow() throws Exception {
        keepNotes(1200);
        store.appendEvents(List.of(
                new Event(1201, Happening.note(NOW, OVEN, "Anne", "door opened")),
                new Event(1202, raised(Severity.WARNING)),
                new Event(1203, raised(Severity.CRITICAL)),
                new Event(1204, new Happening(EventKind.SOURCE_LOST, NOW, "bench", "gone", null, null, false))));
        assertThat(ids(json("/api/events?sensor=bench/*"))).containsExactly(1203L, 1202L, 1201L);
        assertThat(ids(json("/api/events?severity=critical"))).containsExactly(1203L);
        assertThat(ids(json("/api/events?kind=source-lost&kind=alarm-raised"))).containsExactly(1204L, 1203L, 1202L);
        assertThat(ids(json("/api/events?from=now-1s&before=1203"))).containsExactly(1202L, 1201L);
        JsonNode alarm = json("/api/events?severity=critical").at("/events/0");
        assertThat(alarm.get("alarm").longValue()).isEqualTo(1203);
        assertThat(alarm.get("value").doubleValue()).isEqualTo(283.1);
        assertThat(alarm.has("type")).isFalse();
        assertThat(json("/api/events?sensor=bench/*&limit=3").get("more").booleanValue())
                .isFalse();
    }

    @Test
    void csv_hasThemAll_andEscapes() throws Exception {
        keepNotes(2500);
        store.appendEvents(List.of(
                new Event(2501, Happening.note(NOW, OVEN, "Anne", "two\nlines, and a \"quote\"")),
                new Event(2502, raised(Severity.CRITICAL))));
        HttpResponse<String> answer = get("/api/events.csv?after=0");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .contains("vigie-events.csv");
        String[] rows = answer.body().split("\r\n", -1);
        assertThat(rows).hasSize(2504);
        assertThat(rows[0]).isEqualTo("time,epoch_ms,id,kind,about,severity,rule,alarm,value,text,by,until_ms,over");
        assertThat(rows[2501])
                .isEqualTo("2025-11-23T05:20:00.000Z,1763875200000,2501,note,bench/temperature,,,,,"
                        + "\"two\nlines, and a \"\"quote\"\"\",Anne,,");
        assertThat(rows[2502])
                .isEqualTo("2025-11-23T05:20:00.000Z,1763875200000,2502,alarm-raised,bench/temperature,critical,hot,"
                        + "2502,283.1,Oven,,,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "kind=party",
                "severity=bad",
                "after=-1",
                "before=x",
                "from=yesterday",
                "from=now&to=now-1h",
                "sensor=a,b",
                "colour=red",
                "limit=1&limit=2"
            })
    void wrong_is400_andSaysWhatWasExpected(String query) throws Exception {
        HttpResponse<String> answer = get("/api/events?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected: ");
        assertThat(get("/api/events.csv?" + query.replace("limit=1001", "limit=x"))
                        .statusCode())
                .isEqualTo(400);
    }

    private void keepNotes(int count) throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            events.add(new Event(i, Happening.note(NOW - 60_000, null, "Anne", "note " + i)));
        }
        store.appendEvents(events);
    }

    private static Happening raised(Severity severity) {
        return Happening.alarm(EventKind.ALARM_RAISED, NOW, OVEN, new AlarmStep("hot", severity, 0, 283.1, 0), "Oven");
    }

    private static List<Long> ids(JsonNode answer) {
        List<Long> ids = new ArrayList<>();
        answer.get("events").forEach(event -> ids.add(event.get("id").longValue()));
        return ids;
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
