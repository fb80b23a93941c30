package vigie.source.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.source.SourceException;

class RecordingTest {
    private static final Instant START = Instant.parse("2026-11-23T10:15:30.120Z");
    private static final RecordingHeader HEADER = new RecordingHeader(START, "/dev/ttyUSB0", 115_200);
    private static final String FIRST = "vigie-recording 1 2026-11-23T10:15:30.120Z /dev/ttyUSB0 115200\n";

    @TempDir
    Path folder;

    @Test
    void write_textDevice_isReadableAsText() throws Exception {
        Path file = folder.resolve("tape");
        try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
            write(writer, "air:23.6 °C\r\nhumi", 0);
            write(writer, "dity:41\t%\\\n", 250);
            writer.remark("unplugged");
            writer.write(new byte[] {0, (byte) 0xFF, 'x', (byte) 0xC2}, 0, 4, START.toEpochMilli() + 300);
        }
        assertThat(Files.readString(file))
                .isEqualTo(
                        FIRST
                                + "+0 air:23.6 °C\\r\\n\n+0 humi\n+250 dity:41\\t%\\\\\\n\n# unplugged\n+50 \\x00\\xFFx\\xC2\n");
    }

    @Test
    void roundTrip_randomBytesInRandomPieces_exactlyTheSame() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = randomBytes(random);
            Path file = folder.resolve("random" + round);
            try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
                for (int at = 0; at < bytes.length; ) {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(6_000));
                    writer.write(bytes, at, length, START.toEpochMilli() + at);
                    at += length;
                }
            }
            assertThat(played(file)).isEqualTo(bytes);
        }
    }

    @Test
    void roundTrip_textCutAtEveryByte_exactlyTheSame() throws Exception {
        byte[] bytes = "é°C\r\n€\\n𝄞\u0085\u2028\u007F\t\r\n".getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            Path file = folder.resolve("cut" + cut);
            try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
                writer.write(bytes, 0, cut, START.toEpochMilli());
                writer.write(bytes, cut, bytes.length - cut, START.toEpochMilli() + 5);
            }
            assertThat(played(file)).isEqualTo(bytes);
            assertThat(Files.readAllBytes(file)).doesNotContain((byte) '\r', (byte) '\t', (byte) 0x7F);
        }
    }

    @Test
    void read_recorderKilledAtAnyByte_whatWasWholeIsPlayed() throws Exception {
        byte[] whole = (FIRST + "+0 a\\x00b\\n\n+20 c\\\\d\\n\n").getBytes(UTF_8);
        byte[] expected = "a\0b\nc\\d\n".getBytes(UTF_8);
        for (int cut = FIRST.length(); cut <= whole.length; cut++) {
            Path file = Files.write(folder.resolve("killed" + cut), Arrays.copyOf(whole, cut));
            byte[] played = played(file);
            assertThat(played).isEqualTo(Arrays.copyOf(expected, played.length));
        }
    }

    @Test
    void read_header_isWhatWasWritten() throws Exception {
        for (RecordingHeader header : List.of(
                HEADER, new RecordingHeader(START, null, 0), new RecordingHeader(START, "C:\\my port é", 9600))) {
            Path file = folder.resolve("header");
            RecordingWriter.create(file, header).close();
            try (RecordingReader reader = RecordingReader.open(file)) {
                assertThat(reader.header()).isEqualTo(header);
                assertThat(reader.next()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 a", "+ a", "+5", "+5a b", "+1234567890123 a", "+0 \\q", "+0 \\x4", "+0 \\xG0", "+0 a\\"})
    void read_malformedLine_saysWhereAndWhatWasExpected(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), FIRST + "# fine\n+0 fine\\n\n" + line + "\n+0 later\n");
        assertThatThrownBy(() -> played(file))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(file + ", line 4: ")
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vigie-recording 2 2026-11-23T10:15:30Z - -",
                "vigie-recording 1 yesterday - -",
                "vigie-recording 1 2026-11-23T10:15:30Z -",
                "vigie-recording 1 2026-11-23T10:15:30Z - fast",
                "vigie-recording 1 2026-11-23T10:15:30Z - -9600"
            })
    void open_malformedHeader_saysLineOne(String header) throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), header + "\n");
        assertThatThrownBy(() -> RecordingReader.open(file))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("line 1: ")
                .hasMessageContaining("expected");
    }

    @Test
    void read_endlessLine_isRefused_inPlainOutputCut() throws Exception {
        String endless = "x".repeat(3 * RecordingReader.MAX_LINE);
        Path recording = Files.writeString(folder.resolve("endless"), FIRST + "+0 " + endless);
        assertThatThrownBy(() -> played(recording)).hasMessageContaining("line 2: expected at most 65536 bytes");
        Path plain = Files.writeString(folder.resolve("plain"), endless);
        assertThat(pieces(plain)).hasSize(3);
        assertThat(new String(played(plain), UTF_8)).isEqualTo(endless);
    }

    @Test
    void read_plainOutput_aPieceForEachLineWithItsOwnEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("plain"), "a\nb\r\nc\rd\r\n\r\ne");
        assertThat(pieces(file))
                .extracting(piece -> new String(piece.bytes(), UTF_8))
                .containsExactly("a\n", "b\r\n", "c\r", "d\r\n", "\r\n", "e");
        assertThat(pieces(file))
                .extracting(RecordedPiece::afterMillis)
                .containsExactly(0L, 100L, 100L, 100L, 100L, 100L);
    }

    @Test
    void open_nothingThere_saysSo() throws Exception {
        assertThatThrownBy(() -> RecordingReader.open(folder.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> RecordingReader.open(folder)).hasMessageContaining("is a folder");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> RecordingReader.open(empty)).hasMessageContaining("is empty");
    }

    private static void write(RecordingWriter writer, String text, long afterMillis) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        writer.write(bytes, 0, bytes.length, START.toEpochMilli() + afterMillis);
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20_000)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += 1 + random.nextInt(9)) {
            bytes[i] = (byte) "\n\r\\+# é".charAt(random.nextInt(7));
        }
        return bytes;
    }

    private static byte[] played(Path file) throws SourceException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces(file).forEach(piece -> bytes.writeBytes(piece.bytes()));
        return bytes.toByteArray();
    }

    private static List<RecordedPiece> pieces(Path file) throws SourceException {
        List<RecordedPiece> pieces = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (RecordedPiece piece = reader.next(); piece != null; piece = reader.next()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
