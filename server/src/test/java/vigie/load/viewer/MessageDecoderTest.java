package vigie.load.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.load.result.MessageFacts;
import vigie.protocol.WireFormat;
import vigie.protocol.message.EventsReport;
import vigie.protocol.message.MessageWriter;
import vigie.protocol.message.Welcome;

/** Read as the server writes it. */
class MessageDecoderTest {
    private static final long TIME = 1_763_875_200_223L;

    private final MessageDecoder json = new MessageDecoder(WireFormat.JSON);
    private final MessageDecoder cbor = new MessageDecoder(WireFormat.CBOR);

    @AfterEach
    void close() {
        json.close();
        cbor.close();
    }

    @ParameterizedTest
    @EnumSource
    void update_saysWhatIsCounted(WireFormat format) {
        MessageFacts facts = decoder(format).decode(update(format, 48_214, 7), false);
        assertThat(facts).isEqualTo(new MessageFacts(MessageFacts.Kind.UPDATE, 48_214, TIME, TIME - 10, 3, 7));
    }

    @ParameterizedTest
    @EnumSource
    void update_withoutReadings(WireFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageWriter(format).update(out, 5, TIME, 0, sink -> {});
        assertThat(decoder(format).decode(out.toByteArray(), false))
                .isEqualTo(new MessageFacts(MessageFacts.Kind.UPDATE, 5, TIME, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void welcome_saysWhereItStands(WireFormat format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageWriter(format)
                .welcome(
                        out,
                        new Welcome(
                                "vigie test", "9f2c61d0", 17, TIME, 20, List.of(), List.of(), EventsReport.NONE, null),
                        null);
        MessageFacts facts = decoder(format).decode(out.toByteArray(), false);
        assertThat(facts.kind()).isEqualTo(MessageFacts.Kind.WELCOME);
        assertThat(facts.seq()).isEqualTo(17);
        assertThat(Greeting.of(out.toByteArray(), format)).isEqualTo(new Greeting("vigie test", 20, List.of()));
    }

    @Test
    void other_isOther() {
        assertThat(decode("{\"type\":\"source\",\"id\":\"bench\",\"later\":{\"seq\":[{}]}}")
                        .kind())
                .isEqualTo(MessageFacts.Kind.OTHER);
        assertThat(decode("{\"type\":\"problem\"}").kind()).isEqualTo(MessageFacts.Kind.PROBLEM);
    }

    @Test
    void rubbish_isUnreadable() {
        for (String wrong : List.of("", "[]", "{", "{}", "{\"type\":\"update\",\"seq\":\"x\"}", "hello")) {
            assertThat(decode(wrong)).as(wrong).isEqualTo(MessageFacts.UNREADABLE);
        }
    }

    @Test
    void compressed_isTheSame_oneAfterTheOther() {
        byte[] update = update(WireFormat.JSON, 3, 0);
        MessageFacts plain = json.decode(update, false);
        assertThat(json.decode(deflated(update), true)).isEqualTo(plain);
        assertThat(json.decode(deflated(update), true)).isEqualTo(plain);
        assertThat(json.decode(new byte[] {1, 2, 3, 4, 5}, true)).isEqualTo(MessageFacts.UNREADABLE);
        assertThat(json.decode(deflated(update), true)).isEqualTo(plain);
    }

    @Test
    void copies_areDecodedOnce_andOthersAreNotTakenForThem() {
        try (KnownMessages known = new KnownMessages(new MessageDecoder(WireFormat.JSON))) {
            ByteBuf both = Unpooled.wrappedBuffer(update(WireFormat.JSON, 3, 0), update(WireFormat.JSON, 4, 0));
            int length = both.readableBytes() / 2;
            MessageFacts first = known.facts(both, 0, length, false);
            assertThat(known.facts(both.copy(0, length), 0, length, false)).isSameAs(first);
            assertThat(known.facts(both, length, length, false).seq()).isEqualTo(4);
        }
    }

    private MessageFacts decode(String text) {
        return json.decode(text.getBytes(StandardCharsets.UTF_8), false);
    }

    private MessageDecoder decoder(WireFormat format) {
        return format == WireFormat.JSON ? json : cbor;
    }

    private static byte[] update(WireFormat format, long seq, long thinned) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageWriter(format).update(out, seq, TIME, thinned, sink -> {
            sink.reading("bench/temperature", TIME - 40, 21.5);
            sink.reading("bench/\"time\":1", TIME - 10, -1e-9);
            sink.reading("bench/humidity", TIME - 20, 40);
        });
        return out.toByteArray();
    }

    /** As RFC 7692 has it: without the last four bytes of a flushed block. */
    private static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }
}
