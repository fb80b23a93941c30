package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.live.limits.LiveSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

class LiveOverHttpTest {
    private final RunningServer running = new RunningServer();

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void aClientThatOnlyConnectsGetsWelcomeAndUpdatesWithoutHoles() {
        running.hub.sourceChanged(new SourceStatus("bench", "Bench", "pty", SourceState.LIVE, null, 7));
        running.tick(20);
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            JsonNode welcome = client.next();
            assertThat(welcome.get("type").stringValue()).isEqualTo("welcome");
            assertThat(welcome.get("protocol").stringValue()).isEqualTo("vigie.v1");
            assertThat(welcome.get("epoch").stringValue()).isEqualTo(running.hub.epoch());
            assertThat(welcome.get("seq").longValue()).isEqualTo(1);
            assertThat(welcome.get("tick").longValue()).isEqualTo(100);
            assertThat(welcome.at("/sensors/0/id").stringValue()).isEqualTo("bench/temperature");
            assertThat(welcome.at("/sensors/0/unit").stringValue()).isEqualTo("°C");
            assertThat(welcome.at("/sensors/0/last/1").doubleValue()).isEqualTo(20);
            assertThat(welcome.at("/sources/0/state").stringValue()).isEqualTo("live");
            for (int i = 2; i < 50; i++) {
                running.tick(i);
            }
            long last = 1;
            long stoodFor = 0;
            while (last < 49) {
                JsonNode update = client.next("update");
                stoodFor += 1 + update.path("thinned").asLong(0);
                last = update.get("seq").longValue();
            }
            assertThat(stoodFor)
                    .as("every update is sent or counted as thinned")
                    .isEqualTo(48);
        }
        await().until(() -> running.feed.tally().sessions() == 0);
    }

    @Test
    void cbor_sameWordsInBinaryFrames() {
        running.tick(20);
        try (TestSocket client = new TestSocket(running.socket("/live"), "vigie.v1.cbor")) {
            assertThat(client.next().get("seq").longValue()).isEqualTo(1);
            running.tick(21.6);
            JsonNode update = client.next();
            assertThat(update.at("/readings/0/0").stringValue()).isEqualTo("bench/temperature");
            assertThat(update.at("/readings/0/2").doubleValue()).isEqualTo(21.6);
        }
    }

    @Test
    void sensorsQuery_narrowsEverything() {
        running.tick(20);
        try (TestSocket client = new TestSocket(running.socket("/live?sensors=bench/h*,other/x"))) {
            assertThat(client.next().get("sensors")).hasSize(1);
            running.tick(21);
            JsonNode readings = client.next("update").get("readings");
            assertThat(readings).hasSize(1);
            assertThat(readings.at("/0/0").stringValue()).isEqualTo("bench/humidity");
        }
    }

    @Test
    void since_backfillsWithoutOverlapBeforeTheFirstUpdate() {
        for (int i = 1; i <= 5; i++) {
            running.tick(i);
        }
        String since = running.hub.epoch() + ":2";
        try (TestSocket client = new TestSocket(running.socket("/live?sensors=bench/temperature&since=" + since))) {
            assertThat(client.next().get("seq").longValue()).isEqualTo(5);
            JsonNode backfill = client.next();
            assertThat(backfill.get("type").stringValue()).isEqualTo("backfill");
            assertThat(backfill.get("from").longValue()).isEqualTo(2);
            assertThat(backfill.get("to").longValue()).isEqualTo(5);
            assertThat(backfill.get("complete").booleanValue()).isTrue();
            assertThat(backfill.has("reaches")).isFalse();
            assertThat(backfill.get("readings").valueStream().map(reading -> reading.get(2)
                            .doubleValue()))
                    .containsExactly(3.0, 4.0, 5.0);
            running.tick(6);
            assertThat(client.next("update").get("seq").longValue()).isEqualTo(6);
        }
    }

    @Test
    void since_anotherEpoch_allThereIsAndIncomplete() {
        running.tick(1);
        running.tick(2);
        String other = running.hub.epoch().equals("00000000") ? "00000001:77" : "00000000:77";
        try (TestSocket client = new TestSocket(running.socket("/live?since=" + other))) {
            client.next();
            JsonNode backfill = client.next();
            assertThat(backfill.get("complete").booleanValue()).isFalse();
            assertThat(backfill.get("reaches").longValue())
                    .isEqualTo(running.hub.since(0).reachesMillis());
            assertThat(backfill.get("from").longValue()).isZero();
            assertThat(backfill.get("readings")).hasSize(4);
        }
    }

    @Test
    void subscribe_replacesTheViewAndAnswersWelcome() {
        running.tick(1);
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            client.next();
            client.send("{\"type\":\"subscribe\",\"sensors\":[\"bench/humidity\"],\"since\":\"" + running.hub.epoch()
                    + ":0\",\"ref\":9}");
            JsonNode welcome = client.next();
            assertThat(welcome.get("ref").longValue()).isEqualTo(9);
            assertThat(welcome.get("sensors")).hasSize(1);
            assertThat(client.next().get("type").stringValue()).isEqualTo("backfill");
            running.tick(2);
            assertThat(client.next("update").get("readings")).hasSize(1);
        }
    }

    @Test
    void wrongMessages_getAProblemThatSaysWhy() {
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            client.next();
            client.send("{");
            assertThat(problem(client)).startsWith("bad-message");
            client.send("{\"type\":\"dance\",\"ref\":3}");
            assertThat(problem(client))
                    .contains("dance", "expected: subscribe, here, note, acknowledge, shelve or unshelve");
            client.send("{\"type\":\"acknowledge\",\"event\":12}");
            assertThat(problem(client)).startsWith("unknown-alarm");
            client.send("{\"type\":\"subscribe\",\"sensors\":[" + "\"a\",".repeat(64) + "\"a\"]}");
            assertThat(problem(client)).startsWith("too-many-sensors");
            client.send("{\"type\":\"subscribe\",\"since\":\"yesterday\"}");
            assertThat(problem(client)).contains("yesterday", "EPOCH:SEQ");
        }
    }

    @Test
    void binaryOnJson_1003() {
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            client.socket.sendBinary(new byte[3]).join();
            assertThat(client.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void tooBig_1009_alsoInFragments() throws Exception {
        String big = "x".repeat(LiveSettings.DEFAULT_MAX_MESSAGE_BYTES + 1);
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            var unused = client.socket.sendText(big);
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", "");
            raw.frame(0x01, new byte[100]);
            for (int sent = 100; sent <= LiveSettings.DEFAULT_MAX_MESSAGE_BYTES; sent += 100) {
                raw.frame(0x00, new byte[100]);
            }
            assertThat(raw.awaitCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void tooManyMessages_problemThen1008() {
        try (TestSocket client = new TestSocket(running.socket("/live"))) {
            client.next();
            for (int i = 0; i < 200 && client.closeCode == 0; i++) {
                client.socket.sendText("{}").exceptionally(e -> null).join();
            }
            assertThat(client.awaitClose()).isEqualTo(1008);
            assertThat(client.received.stream().map(String::new)).anyMatch(text -> text.contains("too-many-messages"));
        }
    }

    @Test
    void close_tells1001() {
        TestSocket client = new TestSocket(running.socket("/live"));
        client.next();
        running.server.close();
        assertThat(client.awaitClose()).isEqualTo(1001);
    }

    @Test
    void echo_sendsEverythingBack() {
        try (TestSocket client = new TestSocket(running.socket("/echo"))) {
            client.send("héllo ☃");
            assertThat(new String(client.nextBytes(), StandardCharsets.UTF_8)).isEqualTo("héllo ☃");
            byte[] big = new byte[16 * 1024 * 1024];
            new Random(1).nextBytes(big);
            client.socket.sendBinary(big).join();
            assertThat(client.nextBytes()).isEqualTo(big);
            client.send("");
            assertThat(client.nextBytes()).isEmpty();
        }
    }

    @Test
    void echo_ofFragments_theSameMessage() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/echo", "");
            raw.frame(0x01, "in ".getBytes(StandardCharsets.UTF_8));
            raw.frame(0x00, new byte[0]);
            raw.frame(0x80, "pieces".getBytes(StandardCharsets.UTF_8));
            assertThat(raw.nextFrame().text()
                            + raw.nextFrame().text()
                            + raw.nextFrame().text())
                    .isEqualTo("in pieces");
        }
    }

    @Test
    void echo_overItsLimit_1009_alsoInFragments() throws Exception {
        try (RunningServer small = new RunningServer(
                settings -> new TestSettings().maxEchoBytes(100).build(), RunningServer.live())) {
            for (int fragments : new int[] {1, 2}) {
                try (RawSocket raw = new RawSocket(small.server.port())) {
                    raw.upgrade("/echo", "");
                    for (int i = 0; i < fragments; i++) {
                        raw.frame(i == 0 ? 0x02 : 0x80, new byte[fragments == 1 ? 101 : 60]);
                    }
                    assertThat(raw.awaitCloseCode()).isEqualTo(1009);
                }
            }
        }
    }

    @Test
    void echo_tooMuchArrivesAtATime_1013_andShortMessagesGoOn() throws Exception {
        try (RunningServer small = new RunningServer(
                        settings -> new TestSettings().maxArrivingBytes(50_000).build(), RunningServer.live());
                RawSocket hog = new RawSocket(small.server.port());
                RawSocket other = new RawSocket(small.server.port())) {
            hog.upgrade("/echo", "");
            other.upgrade("/echo", "");
            hog.begin(0x82, 1_000_000);
            hog.send(new byte[60_000]);
            assertThat(hog.awaitCloseCode()).isEqualTo(1013);
            for (int i = 0; i < 100; i++) {
                other.frame(0x82, new byte[125]);
                assertThat(other.nextFrame().payload).hasSize(125);
            }
        }
    }

    @Test
    void echo_thatNobodyTakes_isClosed() throws Exception {
        try (RunningServer small = new RunningServer(
                        settings -> new TestSettings().sendBuffer(4096).build(),
                        RunningServer.live().withMaxStuck(Duration.ofMillis(100)));
                RawSocket stuck = new RawSocket(small.server.port(), 2048)) {
            stuck.upgrade("/echo", "");
            stuck.begin(0x82, 1_000_000);
            stuck.send(new byte[1_000_000]);
            await().until(() -> small.server.sessions() == 0);
        }
    }

    @Test
    void noAnswerToPings_4408() throws Exception {
        try (RunningServer quick = new RunningServer(
                        settings ->
                                new TestSettings().ping(Duration.ofMillis(50)).build(),
                        RunningServer.live());
                RawSocket raw = new RawSocket(quick.server.port())) {
            raw.upgrade("/live", "");
            assertThat(raw.awaitCloseCode()).isEqualTo(4408);
        }
    }

    private static String problem(TestSocket client) {
        JsonNode problem = client.next("problem");
        return problem.get("code").stringValue() + " " + problem.get("message").stringValue();
    }
}
