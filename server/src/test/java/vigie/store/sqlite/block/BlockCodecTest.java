package vigie.store.sqlite.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockCodecTest {
    private static final long START = 1_763_875_200_000L;

    /** Every bit pattern of a double that is a reading can come up in the last one. */
    static Stream<Arguments> kinds() {
        Random random = new Random(7);
        return Stream.of(
                Arguments.of("constant", (DoubleSupplier) () -> 21.5),
                Arguments.of("whole", (DoubleSupplier) () -> random.nextInt(4096)),
                Arguments.of("two decimals", (DoubleSupplier) () -> Math.rint(random.nextGaussian() * 1e4) / 100),
                Arguments.of("nine decimals", (DoubleSupplier) () -> Math.rint(random.nextGaussian() * 1e9) / 1e9),
                Arguments.of("zeros of both signs", (DoubleSupplier) () -> random.nextBoolean() ? 0.0 : -0.0),
                Arguments.of("around zero", (DoubleSupplier) () -> Math.rint(random.nextGaussian() * 3) / 10),
                Arguments.of("floats", (DoubleSupplier) random::nextFloat),
                Arguments.of("noise", (DoubleSupplier) () -> 20 + random.nextGaussian()),
                Arguments.of("whole and large", (DoubleSupplier) () -> Math.rint(random.nextGaussian() * 0x1p55)),
                Arguments.of("any bits", (DoubleSupplier) () -> finite(random)));
    }

    private static double finite(Random random) {
        double value;
        do {
            value = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(value));
        return value;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void encoded_decodesBitByBit(String name, DoubleSupplier values) throws BlockException {
        Random random = new Random(8);
        for (int size : new int[] {1, 2, 3, 200, BlockCodec.MAX_READINGS}) {
            TimedValues readings = new TimedValues();
            long time = START;
            for (int i = 0; i < size; i++) {
                readings.add(time, values.getAsDouble());
                time += random.nextInt(10) == 0 ? random.nextInt(3) * 500L : 1000 + random.nextInt(20);
            }
            assertSame(readings, 0, size);
        }
    }

    @Test
    void encoded_endsOfDouble_decodeBitByBit() throws BlockException {
        TimedValues readings = new TimedValues();
        double[] ends = {
            0.0,
            -0.0,
            1,
            -1,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE
        };
        for (double end : ends) {
            readings.add(START, end);
            readings.add(START, Math.nextUp(end) == Double.POSITIVE_INFINITY ? end : Math.nextUp(end));
        }
        assertSame(readings, 0, readings.size());
        for (int i = 0; i < readings.size(); i++) {
            assertSame(readings, i, i + 1);
        }
    }

    @Test
    void encoded_timesAtTheEndsOfLong_decode() throws BlockException {
        TimedValues readings = new TimedValues();
        readings.add(Long.MIN_VALUE, 1);
        readings.add(-1, 2);
        readings.add(0, 3);
        readings.add(0, 3);
        readings.add(Long.MAX_VALUE, 4);
        assertSame(readings, 0, readings.size());
    }

    @Test
    void encoded_partOfMore_isThatPart() throws BlockException {
        TimedValues readings = sample();
        assertSame(readings, 3, 9);
    }

    @Test
    void encoded_steadySensorOfTwoDecimals_takesFourBytesAReading() {
        Random random = new Random(9);
        TimedValues readings = new TimedValues();
        for (int i = 0; i < 200; i++) {
            readings.add(START + i * 1000L, Math.rint(2000 + random.nextGaussian() * 300) / 100);
        }
        assertThat(BlockCodec.encode(readings, 0, 200).length).isLessThan(200 * 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BlockCodec.MAX_READINGS + 1})
    void encode_noneOrTooMany_isRefused(int size) {
        TimedValues readings = new TimedValues();
        for (int i = 0; i < size; i++) {
            readings.add(i, i);
        }
        assertThatThrownBy(() -> BlockCodec.encode(readings, 0, size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(size + " (expected: 1 to 4096)");
    }

    @Test
    void cutAtEveryByte_isRefused() {
        byte[] block = BlockCodec.encode(sample(), 0, 10);
        for (int length = 0; length < block.length; length++) {
            assertRefused(Arrays.copyOf(block, length));
        }
    }

    @Test
    void anyBitOfAnyByteChanged_isRefused() {
        byte[] block = BlockCodec.encode(sample(), 0, 10);
        for (int bit = 0; bit < block.length * 8; bit++) {
            byte[] changed = block.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(changed);
        }
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> BlockCodec.decode(bytes)).isInstanceOf(BlockException.class);
    }

    private static TimedValues sample() {
        TimedValues readings = new TimedValues();
        for (int i = 0; i < 10; i++) {
            readings.add(START + i * 100L + i % 3, i / 7.0);
        }
        return readings;
    }

    private static void assertSame(TimedValues readings, int begin, int end) throws BlockException {
        TimedValues decoded = BlockCodec.decode(BlockCodec.encode(readings, begin, end));
        assertThat(decoded.size()).isEqualTo(end - begin);
        for (int i = begin; i < end; i++) {
            assertThat(decoded.time(i - begin)).isEqualTo(readings.time(i));
            assertThat(Double.doubleToRawLongBits(decoded.value(i - begin)))
                    .isEqualTo(Double.doubleToRawLongBits(readings.value(i)));
        }
    }
}
