package vigie.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.reader.StillReader;

/** What a matrix may bring besides its values: each name takes memory while it is read. */
final class MatrixLimitsTest {
    private final StillReader reader =
            new StillReader(new StillSettings(1_000_000, Duration.ofHours(1), 1_000_000, 10_000));

    @ParameterizedTest
    @ValueSource(strings = {"", "\"other\":{", "\"other\":[{", "\"other\":[[],{\"a\":{}},{"})
    void moreNamesThanAMatrixHas_areRefused(String before) {
        StringBuilder json = new StringBuilder("{\"rows\":1,\"columns\":1,\"values\":[1],").append(before);
        for (int i = 0; i < 20_000; i++) {
            json.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":0");
        }
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        StillException told = catchThrowableOfType(StillException.class, () -> reader.read(bytes, null));
        assertThat(told.kind()).isEqualTo(StillException.Kind.TOO_LARGE);
        assertThat(told).hasMessageContaining("matrix: more than 10000 names");
    }
}
