package vigie.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.decode.line.format.DecoderFormat;
import vigie.sensor.SensorId;

/** What a key of JSON spells is the channel's name, and no two spellings are one sensor. */
class JsonNamesTest {
    private static List<String> names(String line) {
        return Heard.of(DecoderFormat.JSON.create(), (line + "\n").getBytes(UTF_8)).names;
    }

    @ParameterizedTest
    @CsvSource({
        "\\ud83c\\udf21, 🌡",
        "\\uD83C\\uDF21 out, 🌡 out",
        "\\u00b0C, °C",
        "\\u4e2d, 中",
        "\\/a, /a",
    })
    void escapes_areDecoded(String key, String name) {
        assertThat(names("{\"" + key + "\":1}")).containsExactly(name);
    }

    @Test
    void halfAPair_isKept_andTheNextEscapeToo() {
        assertThat(names("{\"\\ud83cx\":1,\"\\udf21\":2,\"\\ud83c\\u0041\":3,\"a\\ud83c\":4}"))
                .containsExactly("\ud83cx", "\udf21", "\ud83cA", "a\ud83c");
    }

    @Test
    void keysThatDiffer_areDifferentSensors() {
        List<String> keys = List.of(
                "a b",
                "a_b",
                "a\\tb",
                "a\\nb",
                "a\\u0000b",
                "a\\u0001b",
                "a?b",
                "a\\ud800b",
                "a\\ud801b",
                "a\\ufffdb",
                "a  b",
                " a b",
                "a b ",
                "a*b",
                "a\\\"b",
                "a\\\\b",
                "a\\u202eb",
                "a\\u0085b",
                "a,b",
                "A_b",
                "a\\u00a0b",
                "a'b",
                "a<b",
                "x".repeat(64),
                "x".repeat(65),
                "x".repeat(66),
                "x".repeat(128),
                "x".repeat(63) + "\\ud83c\\udf21",
                "x".repeat(63) + "\\ud83c\\udf22");
        Set<SensorId> ids = new HashSet<>();
        StringBuilder line = new StringBuilder("{");
        for (String key : keys) {
            line.append(line.length() > 1 ? "," : "").append('"').append(key).append("\":1");
        }
        List<String> names = names(line + "}");
        names.forEach(name -> ids.add(SensorId.of("bench", name)));
        assertThat(names).hasSameSizeAs(keys);
        assertThat(ids).hasSameSizeAs(keys);
    }

    @Test
    void emptyKey_isAStepOfThePath() {
        assertThat(names("{\"a\":1,\"\":{\"a\":2}}")).containsExactly("a", ".a");
    }
}
