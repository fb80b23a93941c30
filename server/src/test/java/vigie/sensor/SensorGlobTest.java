package vigie.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SensorGlobTest {
    @Test
    void matches_anyGlobAndText_asTryingEveryWay() {
        Random random = new Random(12);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String glob = text(random, "aab*", 1 + random.nextInt(9));
            String text = text(random, "aab", random.nextInt(12));
            boolean expected = tryEveryWay(glob, text);
            assertThat(new SensorGlob(glob).matches(text))
                    .as("%s on %s", glob, text)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({"a*a, a, false", "ab*ba, aba, false", "a*b*a, aba, true", "*aab*, aaab, true", "a**b, ab, true"})
    void matches_piecesThatCouldShareText_shareNone(String glob, String text, boolean expected) {
        assertThat(new SensorGlob(glob).matches(text)).isEqualTo(expected);
    }

    /** The text is walked through once: going back at each mismatch would take longer than anybody waits. */
    @Test
    void matches_piecesThatNearlyMatchEverywhere_lookedForOnce() {
        SensorGlob glob = new SensorGlob("*" + "a".repeat(125) + "b*");
        String text = "a".repeat(20_000_000);
        assertThat(glob.matches(text)).isFalse();
        assertThat(glob.matches(text + "b")).isTrue();
    }

    @Test
    void equalPatterns_equalGlobs() {
        assertThat(new SensorGlob("a*")).isEqualTo(new SensorGlob("a*")).hasSameHashCodeAs(new SensorGlob("a*"));
        assertThat(new SensorGlob("a*")).isNotEqualTo(new SensorGlob("a"));
    }

    private static boolean tryEveryWay(String glob, String text) {
        if (glob.isEmpty()) {
            return text.isEmpty();
        }
        if (glob.charAt(0) == '*') {
            return tryEveryWay(glob.substring(1), text) || (!text.isEmpty() && tryEveryWay(glob, text.substring(1)));
        }
        return !text.isEmpty() && glob.charAt(0) == text.charAt(0) && tryEveryWay(glob.substring(1), text.substring(1));
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
