package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.live.limits.LiveSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** permessage-deflate as a client sees it, byte by byte. */
class CompressionTest {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int FINAL_TEXT = 0x81;
    private static final int DEFLATED_TEXT = 0xC1;

    private final RunningServer running = new RunningServer();

    CompressionTest() {
        IntStream.range(2, 20).forEach(channel -> running.inlet.channel(channel, "channel" + channel, null));
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void browserOffer_longUpdatesComeCompressed_shortOnesDoNot() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port());
                TestSocket plain = new TestSocket(running.socket("/live"))) {
            assertThat(raw.upgrade("/live", OFFER).toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-extensions: permessage-deflate; server_no_context_takeover; "
                            + "client_no_context_takeover\r\n");
            raw.nextFrame();
            plain.next("welcome");
            await().until(() -> running.feed.tally().sessions() == 2);
            for (int tick = 0; tick < 3; tick++) {
                longTick();
                RawSocket.Frame update = raw.nextUpdate();
                byte[] sent = plain.nextUpdateBytes();
                assertThat(update.reserved).isEqualTo(4);
                assertThat(inflated(update.payload)).isEqualTo(sent);
                assertThat(update.payload.length).isLessThan(sent.length / 3);
            }
            running.hub.sourceChanged(new SourceStatus("bench", "Bench", "pty", SourceState.LIVE, null, 7));
            running.hub.tick();
            RawSocket.Frame source = raw.nextFrame();
            assertThat(source.reserved).isZero();
            assertThat(source.text()).contains("\"type\":\"source\"");
        }
    }

    @Test
    void cbor_compressedToo() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", OFFER + "Sec-WebSocket-Protocol: vigie.v1.cbor\r\n");
            raw.nextFrame();
            await().until(() -> running.feed.tally().sessions() == 1);
            longTick();
            RawSocket.Frame update = raw.nextUpdate();
            assertThat(update.opcode).isEqualTo(2);
            assertThat(update.reserved).isEqualTo(4);
            JsonNode message = new CBORMapper().readTree(inflated(update.payload));
            assertThat(message.get("readings")).hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9\r\n",
                "Sec-WebSocket-Extensions: ;;=,,\"\r\n",
                "",
            })
    void offerThatDoesNotFit_uncompressed(String offer) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            assertThat(raw.upgrade("/live", offer).toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 101")
                    .doesNotContain("extensions");
            raw.nextFrame();
            await().until(() -> running.feed.tally().sessions() == 1);
            longTick();
            RawSocket.Frame update = raw.nextUpdate();
            assertThat(update.reserved).isZero();
            assertThat(JsonMapper.shared().readTree(update.payload).get("readings"))
                    .hasSize(20);
        }
    }

    @Test
    void echo_isNeverCompressed() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            assertThat(raw.upgrade("/echo", OFFER)).doesNotContain("deflate");
        }
    }

    @Test
    void switchedOff_noExtension() throws Exception {
        LiveSettings off = LiveSettings.of("vigie test", Duration.ofMillis(100)).withoutCompression();
        try (RunningServer without = new RunningServer(settings -> settings, off);
                RawSocket raw = new RawSocket(without.server.port())) {
            assertThat(raw.upgrade("/live", OFFER)).doesNotContain("deflate");
        }
    }

    @Test
    void compressedMessages_wholeOrInFragments_areUnderstood() throws Exception {
        byte[] whole = deflated("{\"type\":\"dance\",\"ref\":3}", false);
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", OFFER);
            raw.nextFrame();
            raw.frame(DEFLATED_TEXT, whole);
            assertThat(raw.nextFrame().text()).contains("\"ref\":3", "dance");
            for (int cut = 0; cut <= whole.length; cut += 5) {
                raw.frame(0x41, Arrays.copyOf(whole, cut));
                raw.frame(0x89, new byte[] {7});
                raw.frame(0x80, Arrays.copyOfRange(whole, cut, whole.length));
                assertThat(raw.nextFrame().opcode).isEqualTo(10);
                assertThat(raw.nextFrame().text()).contains("\"ref\":3", "dance");
            }
            raw.frame(FINAL_TEXT, "{\"type\":\"dance\",\"ref\":4}".getBytes(StandardCharsets.UTF_8));
            assertThat(raw.nextFrame().text()).contains("\"ref\":4");
            raw.frame(DEFLATED_TEXT, deflated("{\"type\":\"dance\",\"ref\":5}", true));
            assertThat(raw.nextFrame().text()).contains("\"ref\":5");
        }
    }

    @Test
    void bomb_1009() throws Exception {
        String big = " ".repeat(LiveSettings.DEFAULT_MAX_MESSAGE_BYTES + 1);
        byte[] bomb = deflated(big, false);
        assertThat(bomb.length).isLessThan(126);
        assertThat(closeCodeAfter(DEFLATED_TEXT, bomb)).isEqualTo(1009);
    }

    @Test
    void manyEmptyFinalBlocks_oneMessage_noHarm() throws Exception {
        byte[] blocks = new byte[124];
        for (int i = 0; i < blocks.length; i += 2) {
            blocks[i] = 3;
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", OFFER);
            raw.nextFrame();
            raw.frame(DEFLATED_TEXT, blocks);
            assertThat(raw.nextFrame().text()).contains("bad-message");
        }
    }

    @Test
    void notDeflate_1007_wrongBits_1002_notUtf8_1007() throws Exception {
        assertThat(closeCodeAfter(DEFLATED_TEXT, new byte[] {(byte) 0xff, 1, 2, 3}))
                .isEqualTo(1007);
        assertThat(closeCodeAfter(0xA1, new byte[1])).isEqualTo(1002);
        assertThat(closeCodeAfter(0xC9, new byte[1])).isEqualTo(1002);
        assertThat(closeCodeAfter(DEFLATED_TEXT, deflated("\u00ff", StandardCharsets.ISO_8859_1.name())))
                .isEqualTo(1007);
    }

    @Test
    void compressedWithoutHavingAgreed_1002() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", "");
            raw.frame(DEFLATED_TEXT, deflated("{}", false));
            assertThat(raw.awaitCloseCode()).isEqualTo(1002);
        }
    }

    private int closeCodeAfter(int firstByte, byte[] payload) throws IOException {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", OFFER);
            raw.frame(firstByte, payload);
            return raw.awaitCloseCode();
        }
    }

    private void longTick() {
        for (int channel = 2; channel < 20; channel++) {
            running.inlet.add(channel, 1_763_875_200_000L + channel, 20.5 + channel);
        }
        running.tick(20);
    }

    private static byte[] deflated(String text, boolean last) {
        byte[] deflated = deflate(text.getBytes(StandardCharsets.UTF_8), last);
        // After a final block a byte of zero begins the empty one whose rest is cut off (RFC 7692, section 7.2.3.4).
        return Arrays.copyOf(deflated, last ? deflated.length + 1 : deflated.length - TAIL.length);
    }

    private static byte[] deflated(String text, String charset) throws IOException {
        byte[] deflated = deflate(text.getBytes(charset), false);
        return Arrays.copyOf(deflated, deflated.length - TAIL.length);
    }

    private static byte[] deflate(byte[] bytes, boolean last) {
        Deflater deflater = new Deflater(9, true);
        try {
            deflater.setInput(bytes);
            if (last) {
                deflater.finish();
            }
            byte[] deflated = new byte[bytes.length + 100];
            return Arrays.copyOf(
                    deflated,
                    deflater.deflate(deflated, 0, deflated.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH));
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            input.writeBytes(payload);
            input.writeBytes(TAIL);
            inflater.setInput(input.toByteArray());
            byte[] inflated = new byte[1 << 16];
            return Arrays.copyOf(inflated, inflater.inflate(inflated));
        } finally {
            inflater.end();
        }
    }
}
