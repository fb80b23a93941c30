package vigie.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vigie.http.RawSocket;
import vigie.http.RunningServer;
import vigie.http.TestSettings;
import vigie.http.TestSocket;
import vigie.http.settings.BindException;
import vigie.http.settings.TransportChoice;

/** What matters most, by every way this machine has to move bytes. */
public class TransportTest {
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** Containers often forbid io_uring, so it is tested where it is. */
    public static Stream<TransportChoice> available() {
        return Arrays.stream(TransportChoice.values()).filter(choice -> Transport.whyMissing(choice) == null);
    }

    @Test
    void nio_isEverywhere() {
        assertThat(available()).contains(TransportChoice.NIO, TransportChoice.AUTO);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void epoll_isOnLinux() {
        assertThat(available()).contains(TransportChoice.EPOLL);
    }

    @Test
    void missing_saysWhichAndWhy() {
        assertThat(BindException.of(
                        TransportChoice.IO_URING, new UnsatisfiedLinkError().initCause(new IOException("forbidden"))))
                .hasMessageContainingAll("transport: io_uring", "forbidden", "(expected: auto");
    }

    @ParameterizedTest
    @MethodSource("available")
    void requests_oneByOneAheadAndInPieces_allAnsweredInOrder(TransportChoice transport) throws Exception {
        Random random = new Random(1);
        try (RunningServer running = server(transport);
                RawSocket raw = new RawSocket(running.server.port())) {
            for (int round = 0; round < 300; round++) {
                int ahead = round % 3 == 0 ? 12 : 1;
                boolean[] api = new boolean[ahead];
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < ahead; i++) {
                    api[i] = random.nextBoolean();
                    requests.append("GET ")
                            .append(api[i] ? "/api/ports" : "/healthz")
                            .append(HOST);
                }
                int cut = random.nextInt(requests.length());
                raw.send(requests.substring(0, cut));
                raw.send(requests.substring(cut));
                for (boolean json : api) {
                    assertThat(raw.answer()).isEqualTo(json ? "{\"ports\":[]}" : "ok\n");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void requestsBehindTheLast_areNotAnswered(TransportChoice transport) throws Exception {
        try (RunningServer running = server(transport);
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET /api/ports HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\nGET /healthz" + HOST);
            assertThat(raw.rest()).endsWith("{\"ports\":[]}");
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void session_welcomeUpdatesAnswersAndGoodbye(TransportChoice transport) {
        try (RunningServer running = server(transport);
                TestSocket client = new TestSocket(running.socket("/live"))) {
            assertThat(client.next().get("type").stringValue()).isEqualTo("welcome");
            for (int tick = 0; tick < 15; tick++) {
                running.tick(tick);
                JsonNode update = client.next("update");
                assertThat(update.get("readings").get(0).get(2).doubleValue()).isEqualTo(tick);
                client.send("{\"type\":\"dance\",\"ref\":" + tick + "}");
                assertThat(client.next("problem").get("ref").intValue()).isEqualTo(tick);
                if (tick % 5 == 4) {
                    client.send("{\"type\":\"subscribe\",\"sensors\":[\"*\"]}");
                    client.next("welcome");
                }
            }
            running.server.close();
            assertThat(client.awaitClose()).isEqualTo(1001);
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void echo_ofAClientThatDoesNotRead_waits_andLosesNothing(TransportChoice transport) throws Exception {
        byte[] frame = longFrame(64 * 1024);
        int frames = 1024;
        AtomicInteger sent = new AtomicInteger();
        try (RunningServer running = server(transport);
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/echo", "");
            Thread sender = new Thread(() -> send(raw, frame, frames, sent), "echo-sender");
            sender.start();
            int[] before = {-1};
            await().pollInterval(Duration.ofMillis(300)).until(() -> before[0] == (before[0] = sent.get()));
            assertThat(sent.get())
                    .as("frames taken from a client that reads none")
                    .isLessThan(frames);
            for (int i = 0; i < frames; i++) {
                assertThat(raw.nextFrame().payload).hasSize(64 * 1024);
            }
            sender.join();
        }
    }

    private static void send(RawSocket raw, byte[] frame, int frames, AtomicInteger sent) {
        try {
            while (sent.get() < frames) {
                raw.send(frame);
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A binary message with a zero mask. */
    private static byte[] longFrame(int length) {
        byte[] frame = new byte[14 + length];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) 0xff;
        frame[7] = (byte) (length >> 16);
        frame[8] = (byte) (length >> 8);
        frame[9] = (byte) length;
        Arrays.fill(frame, 14, frame.length, "x".getBytes(StandardCharsets.US_ASCII)[0]);
        return frame;
    }

    private static RunningServer server(TransportChoice transport) {
        return new RunningServer(
                settings -> new TestSettings().transport(transport).build(), RunningServer.live());
    }
}
