package vigie.decode.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
    private final NumberParser parser = new NumberParser();

    private void isExact(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertThat(parser.scan(bytes, 0, bytes.length)).as(text).isEqualTo(bytes.length);
        assertThat(parser.value()).as(text).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "+5",
                ".5",
                "5.",
                "23.6",
                "1e3",
                "1E-3",
                "123456789012345678901234567890",
                "0.1e-400",
                "1e999",
                "9007199254740993",
                "9007199254740992",
                "1e22",
                "1e23",
                "0.000000000000000000000000000001",
                "2.2250738585072011e-308",
                "4.9e-324",
                "1.7976931348623157e308",
                "1e99999999999",
                "100000000000000000000000.5"
            })
    void scan_number_isRoundedAsByTheJdk(String text) {
        isExact(text);
    }

    @Test
    void scan_randomNumbers_areRoundedAsByTheJdk() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            isExact(Double.toString((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20)));
            isExact(random.nextInt(100_000) + "." + random.nextInt(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "-.", "nan", "inf", "-inf", "0x1F", "0X1", "e5", "abc", "--1"})
    void scan_noNumber_isMinusOne(String text) {
        assertThat(parser.scan(text.getBytes(ISO_8859_1), 0, text.length())).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3, 3, 1.2", "12e, 2, 12", "12e+, 2, 12", "5C, 1, 5", "1-2, 1, 1", "007x, 3, 7"})
    void scan_numberThenText_endsWhereTheNumberDoes(String text, int end, double value) {
        assertThat(parser.scan(text.getBytes(ISO_8859_1), 0, text.length())).isEqualTo(end);
        assertThat(parser.value()).isEqualTo(value);
    }

    @Test
    void scan_decimalComma_whenAllowed() {
        byte[] bytes = "12345678901234567890,25".getBytes(ISO_8859_1);
        assertThat(parser.scan(bytes, 0, bytes.length, true)).isEqualTo(bytes.length);
        assertThat(parser.value()).isEqualTo(Double.parseDouble("12345678901234567890.25"));
        assertThat(parser.scan(bytes, 0, bytes.length)).isEqualTo(20);
    }
}
