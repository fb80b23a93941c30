package vigie.store.sqlite.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without the checksum before it, which would refuse what is cut: it must not need that. */
final class ValueCodecTest {
    @ParameterizedTest
    @CsvSource({
        "20,        0.0,      0",
        "-0.0,      3,        0",
        "21.5,      20,       1",
        "21.55,     21.5,     2",
        "1e-9,      2,        9",
        "1e-10,     2,        15",
        "0.1,       1e300,    15",
        "9007199254740993e3, 1, 15",
    })
    void shortest_isDecimalWhereAllValuesAre(double one, double other, byte code) {
        TimedValues readings = new TimedValues();
        readings.add(0, one);
        readings.add(1, other);
        assertThat(ValueCodec.shortestFor(readings, 0, 2).code()).isEqualTo(code);
    }

    @Test
    void get_cutAtEveryByte_saysSo() {
        TimedValues readings = new TimedValues();
        for (int i = 0; i < 5; i++) {
            readings.add(i, i * 1234.25);
        }
        for (ValueCodec codec : new ValueCodec[] {new ValueCodec.Decimals((byte) 2), new ValueCodec.Bits()}) {
            ByteBuffer block = ByteBuffer.allocate(100);
            codec.put(block, readings, 0, 5);
            for (int length = 0; length < block.position(); length++) {
                ByteBuffer cut = ByteBuffer.wrap(block.array(), 0, length);
                assertThatThrownBy(() -> codec.get(cut, new long[5], new TimedValues()))
                        .isInstanceOf(BufferUnderflowException.class);
            }
        }
    }

    @Test
    void of_unknownCode_isRefused() {
        assertThatThrownBy(() -> ValueCodec.of((byte) 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValueCodec.of((byte) -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numberThatNeverEnds_isRefused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xff);
        assertThatThrownBy(() -> VarInts.get(ByteBuffer.wrap(endless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 10 bytes");
    }
}
