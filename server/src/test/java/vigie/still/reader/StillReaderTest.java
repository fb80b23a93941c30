package vigie.still.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.still.SamplePictures;
import vigie.still.content.MatrixScale;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.content.StillType;

class StillReaderTest {
    private static final StillSettings LIMITS = new StillSettings(1_000_000, Duration.ofHours(1), 100_000, 10_000);

    private final StillReader reader = new StillReader(LIMITS);

    @Test
    void pictures_areRecognisedByWhatTheyBeginWith_andMeasured() throws StillException {
        StillContent png = reader.read(SamplePictures.png(31, 17), null);
        assertThat(png.type()).isEqualTo(StillType.PNG);
        assertThat(png.columns()).isEqualTo(31);
        assertThat(png.rows()).isEqualTo(17);
        StillContent jpeg = reader.read(SamplePictures.jpeg(40, 30), StillType.JPEG);
        assertThat(jpeg.type()).isEqualTo(StillType.JPEG);
        assertThat(jpeg.columns()).isEqualTo(40);
        assertThat(jpeg.rows()).isEqualTo(30);
    }

    @Test
    void matrix_valuesComeBack_lowAndHighAreOfThoseThatAre() throws StillException {
        StillContent matrix = reader.read(SamplePictures.matrix(3, 4).getBytes(StandardCharsets.UTF_8), null);
        assertThat(matrix.type()).isEqualTo(StillType.MATRIX);
        assertThat(matrix.rows()).isEqualTo(3);
        assertThat(matrix.columns()).isEqualTo(4);
        assertThat(matrix.scale()).isEqualTo(new MatrixScale("°C", 0, 11));
        float[] values = MatrixBytes.values(matrix);
        assertThat(values[1]).isNaN();
        assertThat(values[11]).isEqualTo(11);
        assertThat(MatrixBytes.inflated(matrix)).hasSize(48).endsWith(0, 0, 0x30, 0x41);
    }

    @Test
    void matrix_ofSeveralLines_theLastCounts() throws StillException {
        StillContent matrix = read(
                "{\"rows\":1,\"columns\":1,\"values\":[1]}\n{\"values\":[2],\"rows\":1,\"other\":{\"a\":[1]},\"columns\":1}\n");
        assertThat(MatrixBytes.values(matrix)).containsExactly(2);
    }

    @Test
    void matrix_withoutAnyValue_hasNeitherLowNorHigh() throws StillException {
        MatrixScale scale = Objects.requireNonNull(
                read("{\"rows\":1,\"columns\":2,\"values\":[null,null]}").scale());
        assertThat(scale.low()).isNaN();
        assertThat(scale.high()).isNaN();
        assertThat(scale.unit()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void cutAnywhere_breaksOff(StillType type) {
        byte[] whole =
                switch (type) {
                    case PNG -> SamplePictures.png(9, 5);
                    case JPEG -> SamplePictures.jpeg(9, 5);
                    case MATRIX -> SamplePictures.matrix(2, 3).getBytes(StandardCharsets.UTF_8);
                };
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            StillException told = catchThrowableOfType(StillException.class, () -> reader.read(cut, null));
            assertThat(told).as("cut after " + length + " of " + whole.length).isNotNull();
            assertThat(told.kind()).as(told.getMessage()).isEqualTo(StillException.Kind.INCOMPLETE);
        }
    }

    @Test
    void png_anyByteWrong_isRefused() {
        byte[] whole = SamplePictures.png(9, 5);
        for (int at = 0; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x20;
            assertThatThrownBy(() -> reader.read(wrong, null)).as("byte " + at).isInstanceOf(StillException.class);
        }
    }

    @Test
    void anyRubbish_isRefusedAndNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] whole = i % 2 == 0 ? SamplePictures.jpeg(5, 5) : SamplePictures.png(5, 5);
            byte[] rubbish = whole.clone();
            for (int n = 0; n < 4; n++) {
                rubbish[3 + random.nextInt(rubbish.length - 3)] = (byte) random.nextInt();
            }
            try {
                StillContent content = reader.read(rubbish, null);
                assertThat(content.rows()).isPositive();
            } catch (StillException e) {
                assertThat(e).hasMessageMatching("(?s)(PNG|JPEG|picture|still): .*");
            }
        }
    }

    @Test
    void notWhatItIsSaidToBe_isRefused() {
        StillException told =
                catchThrowableOfType(StillException.class, () -> reader.read(SamplePictures.png(3, 3), StillType.JPEG));
        assertThat(told.kind()).isEqualTo(StillException.Kind.WRONG_TYPE);
        assertThat(told).hasMessageContaining("said to be image/jpeg, and is image/png");
    }

    @Test
    void tooMuch_isRefused() {
        assertTooLarge(SamplePictures.largePng(150_000), "at most 100000, stills.max-still-bytes");
        assertTooLarge(
                SamplePictures.png(101, 100), "101 × 100 pixels (expected: at most 10000 in all, stills.max-pixels)");
        assertTooLarge(
                bytes("{\"rows\":2000,\"columns\":2000,\"values\":[]}"),
                "2000 × 2000 values (expected: at most 1048576");
        assertTooLarge(bytes("{\"rows\":99999999999,\"columns\":1,\"values\":[]}"), "99999999999 rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "GIF89a | still: begins with 47 49 46 38 39 61 (expected: PNG, JPEG, or a matrix",
                "<html> | still: begins with 3C 68",
                "{\"rows\":1,\"values\":[1]} | matrix: columns: missing",
                "{\"rows\":0,\"columns\":1,\"values\":[1]} | matrix: rows (expected: a whole number, 1 or more)",
                "{\"rows\":1.5,\"columns\":1,\"values\":[1]} | matrix: rows (expected",
                "{\"rows\":2,\"columns\":2,\"values\":[1,2,3]} | matrix: 3 values (expected: rows × columns = 2 × 2 = 4)",
                "{\"rows\":1,\"columns\":1,\"values\":[\"1\"]} | matrix: value number 1 (expected: a number",
                "{\"rows\":1,\"columns\":1,\"values\":[1e99]} | matrix: value number 1 (expected: a number within",
                "{\"rows\":1,\"columns\":1,\"values\":[[1]]} | matrix: value number 1",
                "{\"rows\":1,\"columns\":1,\"values\":[1],\"unit\":\"a very long unit indeed\"} | matrix: unit (expected: a text of 1 to 16",
                "{\"rows\":1,\"rows\":1,\"columns\":1,\"values\":[1]} | matrix: not JSON: ",
                "{\"rows\":NaN} | matrix: not JSON: ",
            })
    void refused_withWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(StillException.class).hasMessageContaining(message);
    }

    private void assertTooLarge(byte[] bytes, String message) {
        StillException told = catchThrowableOfType(StillException.class, () -> reader.read(bytes, null));
        assertThat(told.kind()).isEqualTo(StillException.Kind.TOO_LARGE);
        assertThat(told).hasMessageContaining(message);
    }

    private StillContent read(String json) throws StillException {
        return reader.read(bytes(json), null);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
