package vigie.load.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.load.LoadSettings;
import vigie.protocol.WireFormat;

class LoadSocketTest {
    private static final LoadSettings SETTINGS = new LoadSettings(
            URI.create("http://127.0.0.1:8080"),
            1,
            0,
            Duration.ZERO,
            Duration.ofSeconds(1),
            WireFormat.JSON,
            true,
            LoadSettings.Views.SAME,
            List.of());

    private final Heard heard = new Heard();
    private final Handshake handshake = Handshake.of(SETTINGS, "bench/*,a b");
    private final EmbeddedChannel channel = new EmbeddedChannel(new LoadSocket(handshake, heard));

    @AfterEach
    void nothingIsHeld() {
        channel.finishAndReleaseAll();
    }

    @Test
    void request_asksForSensorsFormatAndCompression() {
        String request = sent();
        assertThat(request)
                .startsWith("GET /live?sensors=bench%2F*%2Ca+b HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
                .contains("\r\nSec-WebSocket-Protocol: vigie.v1.json\r\n")
                .contains(
                        "\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void acceptKey_isThatOfTheStandard() {
        // RFC 6455, section 1.3
        assertThat(Handshake.acceptFor("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void answerAndFirstMessage_cutAtEveryByte_areUnderstood() {
        byte[] bytes = (accepted("") + "\u0081\u0005hello").getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= bytes.length; cut++) {
            Heard one = new Heard();
            EmbeddedChannel session = new EmbeddedChannel(new LoadSocket(handshake, one));
            session.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
            session.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
            assertThat(one.news).as("cut at %d", cut).containsExactly("opened", "hello");
            assertThat(one.bytes).isEqualTo(7);
            session.finishAndReleaseAll();
        }
    }

    @Test
    void compressionNegotiated_isTold() {
        receive(accepted("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n"));
        assertThat(heard.news).containsExactly("opened with deflate");
    }

    @Test
    void compressionWithContext_isRefused() {
        receive(accepted("Sec-WebSocket-Extensions: permessage-deflate\r\n"));
        assertThat(heard.news).singleElement().asString().startsWith("failed: the server compresses with a context");
    }

    @Test
    void refusal_isToldWithItsDetail_once() {
        receive(
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 40\r\n\r\n{\"status\":503,\"detail\":\"sessions: full\"}");
        var unused = channel.close();
        assertThat(heard.news).containsExactly("failed: HTTP 503: sessions: full");
    }

    @Test
    void wrongAcceptKey_isRefused() {
        receive(accepted("").replaceFirst("Sec-WebSocket-Accept: .", "Sec-WebSocket-Accept: ?"));
        assertThat(heard.news).singleElement().asString().contains("Sec-WebSocket-Accept");
    }

    @Test
    void noHttp_isRefused() {
        receive("SSH-2.0-OpenSSH\r\n\r\n");
        assertThat(heard.news).containsExactly("failed: the answer is not HTTP");
    }

    @Test
    void endlessHead_isRefused() {
        receive("HTTP/1.1 101 " + "x".repeat(20_000));
        assertThat(heard.news).containsExactly("failed: the answer is not HTTP");
    }

    @Test
    void ping_isAnsweredWithAMaskedPong() {
        open();
        receive("\u0089\u0004abcd");
        ByteBuf pong = channel.readOutbound();
        assertThat(pong.readUnsignedByte()).isEqualTo((short) 0x8A);
        assertThat(unmasked(pong)).isEqualTo("abcd");
        pong.release();
    }

    @Test
    void close_isEchoed_andItsCodeAndReasonAreTold() {
        open();
        receive("\u0088\u0010\u0003\u00f5took nothing 1"); // 1013
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.readUnsignedByte()).isEqualTo((short) 0x88);
        assertThat(unmasked(answer)).isEqualTo("\u0003\u00f5");
        answer.release();
        assertThat(channel.isOpen()).isFalse();
        assertThat(heard.news).containsExactly("opened", "ended: 1013 took nothing 1");
    }

    @Test
    void close_withoutCode_is1005() {
        open();
        receive("\u0088\u0000");
        assertThat(heard.news).containsExactly("opened", "ended: 1005 ");
    }

    @Test
    void connectionEnds_is1006_andTheHalfMessageIsReleased() {
        open();
        receive("\u0081\u0005hel");
        var unused = channel.close();
        assertThat(heard.news).containsExactly("opened", "ended: 1006 the connection ended");
    }

    @Test
    void wrongFrame_endsTheSession() {
        open();
        receive("\u0080\u0000");
        assertThat(channel.isOpen()).isFalse();
        assertThat(heard.news).containsExactly("opened", "ended: 1006 a message went on that never began");
    }

    private void open() {
        sent();
        receive(accepted(""));
    }

    private String accepted(String more) {
        return "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "
                + Handshake.acceptFor(handshake.key()) + "\r\nSec-WebSocket-Protocol: vigie.v1.json\r\n" + more
                + "\r\n";
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private String sent() {
        ByteBuf bytes = channel.readOutbound();
        try {
            return bytes.toString(StandardCharsets.US_ASCII);
        } finally {
            bytes.release();
        }
    }

    /** What follows the first byte of a frame. */
    private static String unmasked(ByteBuf frame) {
        int length = frame.readUnsignedByte();
        assertThat(length).as("masked").isGreaterThanOrEqualTo(0x80);
        byte[] mask = new byte[4];
        frame.readBytes(mask);
        byte[] payload = new byte[length - 0x80];
        frame.readBytes(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    private static final class Heard implements LoadSocketListener {
        private final List<String> news = new ArrayList<>();
        private int bytes;

        @Override
        public void opened(boolean deflate) {
            news.add(deflate ? "opened with deflate" : "opened");
        }

        @Override
        public void received(int count) {
            bytes += count;
        }

        @Override
        public void message(ByteBuf in, int index, int length, boolean compressed) {
            news.add(in.toString(index, length, StandardCharsets.UTF_8));
        }

        @Override
        public void failed(String cause) {
            news.add("failed: " + cause);
        }

        @Override
        public void ended(int code, String reason) {
            news.add("ended: " + code + " " + reason);
        }
    }
}
