package vigie.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.io.NumberOutput;

class AsciiNumbersTest {
    private static final int MANY = 300_000;

    private final Random random = new Random(20_261_124);

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "21.6, 21.6",
        "-21.60, -21.6",
        "7, 7.0",
        "0.001, 0.001",
        "0.000999, 9.99E-4",
        "9999999, 9999999.0",
        "1e7, 1.0E7",
        "9999999.999999, 9999999.999999",
        "0.1, 0.1",
        "100.05, 100.05",
        "-0.5, -0.5",
        "1e300, 1.0E300",
        "4.9e-324, 4.9E-324",
        "0.3333333333333333, 0.3333333333333333"
    })
    void value_isSpeltShort(double value, String expected) {
        assertThat(spelt(value)).isEqualTo(expected);
    }

    @Test
    void anyBits_readBackAsTheSameValue() {
        for (int i = 0; i < MANY; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(spelt(value))).isEqualTo(value);
            }
        }
    }

    /** The range in which the short way is tried, filled evenly by magnitude. */
    @Test
    void anyBitsOfOrdinarySize_areSpeltAsJacksonDoes() {
        long least = Double.doubleToRawLongBits(1e-4);
        long most = Double.doubleToRawLongBits(1e8);
        for (int i = 0; i < MANY; i++) {
            double value = Double.longBitsToDouble(least + (long) (random.nextDouble() * (most - least)));
            assertThat(spelt(-value)).isEqualTo(NumberOutput.toString(-value, true));
        }
    }

    /** The neighbours of short values are the ones that a careless short cut would take for them. */
    @Test
    void neighboursOfShortValues_areNotTakenForThem() {
        for (int i = 0; i < MANY; i++) {
            double value = Math.nextUp(random.nextInt(10_000_000) / 1000.0);
            assertThat(Double.parseDouble(spelt(value))).isEqualTo(value);
            assertThat(spelt(value)).isEqualTo(NumberOutput.toString(value, true));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void valueOfFewDecimals_isSpeltWithThem(int decimals) {
        for (int i = 0; i < 100_000; i++) {
            BigDecimal exact = new BigDecimal(random.nextDouble() * Math.pow(10, random.nextInt(8)))
                    .setScale(decimals, RoundingMode.HALF_UP);
            double value = exact.doubleValue();
            if (value < 1e-3 || value >= 1e7) {
                continue;
            }
            String plain = exact.stripTrailingZeros().toPlainString();
            assertThat(spelt(value)).isEqualTo(plain.contains(".") ? plain : plain + ".0");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 1_763_875_200_150L, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeNumber_isSpelt(long value) {
        byte[] bytes = new byte[AsciiNumbers.MAX_LENGTH];
        int end = AsciiNumbers.write(value, bytes, 0);
        assertThat(new String(bytes, 0, end, US_ASCII)).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void notFinite_isRefused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> spelt(value)).withMessageContaining("finite");
    }

    private static String spelt(double value) {
        byte[] bytes = new byte[AsciiNumbers.MAX_LENGTH + 1];
        int end = AsciiNumbers.write(value, bytes, 1);
        return new String(bytes, 1, end - 1, US_ASCII);
    }
}
