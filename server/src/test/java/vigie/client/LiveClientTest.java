package vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.protocol.WireFormat;
import vigie.protocol.message.StillHeader;

final class LiveClientTest {
    private static final String WELCOME = "{\"type\":\"welcome\",\"epoch\":\"9f2c61d0\",\"seq\":5}";

    private final Notes notes = new Notes();

    @Test
    void sessionThatBreaks_comesBack_andAsksForWhatItMissed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                line -> {
                    welcome(line);
                    line.text("{\"type\":\"update\",\"seq\":6,\"readings\":[]}");
                    assertThat(line.next()).isEqualTo("81 ready");
                },
                line -> line.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"),
                line -> {
                    welcome(line);
                    line.text("not JSON");
                    line.text("{\"type\":\"backfill\",\"from\":6,\"to\":5,\"complete\":true,\"readings\":[]}");
                    line.close(1001, "restarting");
                    line.untilTheEnd();
                },
                LiveClientTest::untilGoodbye)) {
            LiveClient client = new LiveClient(server.uri(""), "bench/*,é", notes);
            client.open();
            client.open();
            await().until(() -> notes.heard.contains("update"));
            client.send("ready").join();
            await().atMost(Duration.ofSeconds(20)).until(() -> notes.heard.size() == 10);
            assertThat(server.requests.get(0))
                    .startsWith("GET /live?sensors=bench%2F*%2C%C3%A9 HTTP/1.1")
                    .containsIgnoringCase("Sec-WebSocket-Protocol: vigie.v1.json");
            assertThat(server.requests.get(1)).startsWith("GET /live?sensors=bench%2F*%2C%C3%A9&since=9f2c61d0:6 ");
            assertThat(server.requests.get(2)).startsWith("GET /live?sensors=bench%2F*%2C%C3%A9&since=9f2c61d0:6 ");
            assertThat(server.requests.get(3)).startsWith("GET /live?sensors=bench%2F*%2C%C3%A9&since=9f2c61d0:5 ");
            client.close();
            assertThat(client.awaitEnd()).isTrue();
        }
        assertThat(notes.heard)
                .containsExactly(
                        "connected",
                        "welcome",
                        "update",
                        "connection lost: it ended without a goodbye",
                        "URL refused the session with HTTP 503",
                        "connected",
                        "welcome",
                        "backfill",
                        "closed by the server with 1001: restarting",
                        "connected");
    }

    @Test
    void cbor_isToldLikeJson_beforeAndAfterAStill() throws Exception {
        JsonNode update =
                JsonMapper.shared().readTree("{\"type\":\"update\",\"seq\":6,\"readings\":[[\"a/b\",5,1.5]]}");
        byte[] still = new StillHeader(
                        "door/camera",
                        5,
                        1,
                        "image/png",
                        "identity",
                        0,
                        1,
                        1,
                        0,
                        new StillHeader.Measures(1, 1, null, 0, 0))
                .bytes();
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept("Sec-WebSocket-Protocol: vigie.v1.cbor\r\n");
                    binary(line, CBORMapper.shared().writeValueAsBytes(update));
                    binary(line, still);
                    binary(line, new byte[] {(byte) 0xFF});
                    binary(line, CBORMapper.shared().writeValueAsBytes(update));
                    line.next();
                });
                LiveClient client = new LiveClient(
                        server.uri(""),
                        LiveSubscription.DEFAULT.withFormat(WireFormat.CBOR).withStills(true),
                        notes)) {
            client.open();
            await().until(() -> notes.heard.size() == 4);
            assertThat(server.requests.get(0))
                    .startsWith("GET /live?stills=true HTTP/1.1")
                    .containsIgnoringCase("Sec-WebSocket-Protocol: vigie.v1.cbor");
        }
        assertThat(notes.heard).startsWith("connected", "update", "still of door/camera", "update");
        assertThat(notes.texts).containsOnly(update.toString()).hasSize(2);
    }

    @Test
    void refused_isToldOnce_andNothingIsTriedAgain() throws Exception {
        String body = "{\"detail\":\"sensors: too long\"}";
        try (ScriptedServer server = new ScriptedServer(line -> line.write(
                        "HTTP/1.1 400 Bad Request\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
                LiveClient client = new LiveClient(server.uri("/"), notes)) {
            client.open();
            assertThat(client.awaitEnd()).isFalse();
            assertThat(notes.heard)
                    .containsExactly("refused: URL refused the session with HTTP 400: sensors: too long");
            assertThat(server.requests).hasSize(1).allMatch(request -> request.startsWith("GET /live HTTP/1.1"));
        }
    }

    @Test
    void noServer_saysHowToStartOne_andTriesAgainUntilClosed() throws Exception {
        URI nowhere;
        try (ScriptedServer server = new ScriptedServer()) {
            nowhere = server.uri("");
        }
        LiveClient client = new LiveClient(nowhere, notes);
        client.open();
        await().until(() -> notes.heard.size() >= 2);
        assertThat(notes.heard)
                .allMatch(note -> note.startsWith("no server answers at 127.0.0.1:")
                        && note.endsWith(" (is it running? ./vigie starts one)"));
        assertThat(notes.pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(client.send("x")).isCompletedExceptionally();
        client.close();
        assertThat(client.awaitEnd()).isTrue();
    }

    @Test
    void neverOpened_closes() throws Exception {
        LiveClient client = new LiveClient(URI.create("http://127.0.0.1:9"), notes);
        client.close();
        assertThat(client.awaitEnd()).isTrue();
        assertThat(notes.heard).isEmpty();
    }

    private static void welcome(ScriptedServer.Line line) throws IOException {
        line.accept("Sec-WebSocket-Protocol: vigie.v1.json\r\n");
        line.text(WELCOME);
    }

    private static void binary(ScriptedServer.Line line, byte[] message) throws IOException {
        line.write(ScriptedServer.frame(ScriptedServer.BINARY, message));
    }

    private static void untilGoodbye(ScriptedServer.Line line) throws IOException {
        line.accept("Sec-WebSocket-Protocol: vigie.v1.json\r\n");
        assertThat(line.next()).startsWith("88 ");
        line.close(1000, "");
    }

    private static final class Notes implements LiveListener {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void message(String text, JsonNode message) {
            texts.add(text);
            heard.add(message.get("type").stringValue());
        }

        @Override
        public void still(LiveStill still) {
            heard.add("still of " + still.sensor());
        }

        @Override
        public void disconnected(String cause, Duration retryIn) {
            pauses.add(retryIn);
            heard.add(withoutAddress(cause));
        }

        @Override
        public void refused(String cause) {
            heard.add("refused: " + withoutAddress(cause));
        }

        private static String withoutAddress(String cause) {
            return cause.replaceAll("ws://\\S+", "URL");
        }
    }
}
