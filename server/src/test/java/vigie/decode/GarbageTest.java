package vigie.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.decode.line.format.DecoderFormat;

/** The hot path makes no garbage: what a call allocates does not grow with its lines. */
class GarbageTest {
    private static final int LINES = 10_000;
    private static final int BYTES_PER_CALL = 10_000;

    private static final DecoderOutput NOWHERE = new DecoderOutput() {
        @Override
        public void channel(int channel, String name, @Nullable String unit) {}

        @Override
        public void reading(int channel, long epochMillis, double value) {}
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "JSON # {\"t\":23.61,\"a\":{\"b\":[1,true]},\"time\":1763875200123}",
                "PAIRS # temperature: 23.6 °C, humidity=40.25%",
                "CSV # 23,61;40,1;-5",
                "TELEPLOT # >temperature:1763875200123:23.6§°C|g",
                "AUTO # temperature: 23.6 °C, humidity=40.25%",
            })
    void decode_manyLines_allocatesPerCallOnly(DecoderFormat format, String line) {
        byte[] bytes = (line + "\n").repeat(LINES).getBytes(UTF_8);
        Decoder decoder = format.create();
        decoder.decode(bytes, 0, bytes.length, 0, NOWHERE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decoder.decode(bytes, 0, bytes.length, 0, NOWHERE);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(BYTES_PER_CALL);
        assertThat(decoder.tally().decoded()).isEqualTo(2L * LINES);
    }
}
