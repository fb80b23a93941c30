package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.source.serial.PseudoTerminal;

/** The whole path of an alarm: from a line on a port to a page, a webhook, and the next start. */
class AlarmsTest {
    @RegisterExtension
    final PseudoTerminal port = new PseudoTerminal();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
    private HttpServer hook;
    private Vigie vigie;

    @BeforeEach
    void start() throws Exception {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            posted.add(JsonMapper.shared()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        vigie = startServer();
    }

    @AfterEach
    void close() {
        vigie.close();
        hook.stop(0);
    }

    @Test
    void alarm_stands_isPosted_isAcknowledged_survivesARestart_andClears() throws Exception {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            say("temperature:290");
            return answer("/api/alarms").at("/alarms").size() == 1;
        });
        JsonNode alarm = answer("/api/alarms").at("/alarms/0");
        assertThat(alarm.at("/state").stringValue()).isEqualTo("raised");
        assertThat(alarm.at("/text").stringValue()).isEqualTo("Oven at 290 °C");
        long number = alarm.at("/alarm").asLong();
        await().until(() -> posted.size() == 1);
        assertThat(posted.get(0).at("/kind").stringValue()).isEqualTo("alarm-raised");
        assertThat(posted.get(0).at("/alarm").asLong()).isEqualTo(number);
        assertThat(posted.get(0).at("/server").stringValue()).isEqualTo("vigie test");
        assertThat(posted.get(0).at("/dashboard").stringValue())
                .isEqualTo(vigie.url().toString());

        send("{\"type\":\"acknowledge\",\"event\":" + number + ",\"by\":\"Anne\",\"ref\":1}");
        await().until(() -> state().equals("acknowledged"));
        assertThat(answer("/api/alarms").at("/alarms/0/by").stringValue()).isEqualTo("Anne");
        await().until(() -> posted.size() == 2);

        vigie.close();
        vigie = startServer();
        assertThat(state()).isEqualTo("acknowledged");
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            say("temperature:20");
            return answer("/api/alarms").at("/alarms").isEmpty();
        });
        await().until(() -> posted.size() == 3);
        assertThat(posted.get(2).at("/kind").stringValue()).isEqualTo("alarm-cleared");
    }

    @Test
    void alarmThatHadCleared_andIsShelved_isSaidToBeOver_alsoAfterARestart_andGoesWithTheShelf() throws Exception {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            say("temperature:290");
            return answer("/api/alarms").at("/alarms").size() == 1;
        });
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            say("temperature:20");
            return state().equals("cleared");
        });
        long number = answer("/api/alarms").at("/alarms/0/alarm").asLong();
        send("{\"type\":\"shelve\",\"event\":" + number + ",\"minutes\":5,\"text\":\"calibrating\",\"ref\":1}");
        await().until(() -> state().equals("shelved"));
        assertThat(answer("/api/alarms").at("/alarms/0/over").asBoolean()).isTrue();

        vigie.close();
        vigie = startServer();
        JsonNode welcomed = welcome().at("/alarms/0");
        assertThat(welcomed.at("/state").stringValue()).isEqualTo("shelved");
        assertThat(welcomed.at("/over").asBoolean()).isTrue();
        send("{\"type\":\"unshelve\",\"event\":" + number + ",\"ref\":2}");
        await().until(() -> answer("/api/alarms").at("/alarms").isEmpty());
        assertThat(answer("/api/events?kind=alarm-cleared").at("/events"))
                .as("it cleared once")
                .hasSize(1);
    }

    @Test
    void rules_areShown_withWhatTheyWouldHaveDone() throws Exception {
        JsonNode rule = answer("/api/alarms").at("/rules/0");
        assertThat(rule.at("/id").stringValue()).isEqualTo("oven-hot");
        assertThat(rule.at("/kind").stringValue()).isEqualTo("above");
        assertThat(rule.at("/limit").asDouble()).isEqualTo(280);
        assertThat(rule.at("/severity").stringValue()).isEqualTo("critical");
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            say("temperature:150");
            return answer("/api/alarms/past?sensor=pty/temperature&above=100")
                            .at("/count")
                            .asLong()
                    == 1;
        });
        JsonNode past = answer("/api/alarms/past?sensor=pty/temperature&above=100");
        assertThat(past.at("/complete").asBoolean()).isTrue();
        assertThat(past.at("/firings/0/value").asDouble()).isEqualTo(150);
        assertThat(answer("/api/alarms/past?sensor=pty/temperature&above=hot")
                        .at("/detail")
                        .stringValue())
                .isEqualTo("above: hot (expected: a number)");
    }

    private String state() throws IOException, InterruptedException {
        return answer("/api/alarms").at("/alarms/0/state").stringValue();
    }

    private void say(String line) throws IOException {
        port.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void send(String message) throws Exception {
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + vigie.url().getAuthority() + "/live"), new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        socket.sendText(message, true).get(10, TimeUnit.SECONDS);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    }

    private JsonNode welcome() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + vigie.url().getAuthority() + "/live"), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            first.complete(text.toString());
                        }
                        return WebSocket.Listener.super.onText(from, part, last);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        JsonNode welcome = JsonMapper.shared().readTree(first.get(10, TimeUnit.SECONDS));
        socket.abort();
        return welcome;
    }

    private Vigie startServer() throws Exception {
        Path file = Files.writeString(folder.resolve("vigie.yaml"), """
                server: { port: 0, tick: 20ms, data: %s }
                history: { commit: 50ms }
                sources:
                  - { id: pty, type: serial, port: %s }
                sensors:
                  pty/temperature: { name: Oven, unit: °C }
                alarms:
                  - { sensor: pty/temperature, above: 280, severity: critical, text: "Oven at {value} {unit}", id: oven-hot }
                webhooks:
                  - { url: "http://127.0.0.1:%d/hook", severity: warning }
                """.formatted(
                        folder, port.path(), hook.getAddress().getPort()));
        return Vigie.start(new ConfigReader("vigie test", Overrides.NONE).read(file), Clock.systemUTC());
    }

    private JsonNode answer(String path) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(http.send(
                                HttpRequest.newBuilder(URI.create(vigie.url() + path))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
    }
}
