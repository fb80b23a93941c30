package vigie.decode.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.decode.DecoderLimits;

class LineSplitterTest {
    private static final class Seen implements LineSplitter.Lines {
        private final List<String> told = new ArrayList<>();

        @Override
        public void line(byte[] bytes, int from, int to) {
            told.add(new String(bytes, from, to - from, ISO_8859_1));
        }

        @Override
        public void tooLong(byte[] bytes, int from, int to) {
            told.add("too long: " + (to - from));
        }

        @Override
        public void partial() {
            told.add("partial");
        }
    }

    private static List<String> split(boolean midLine, int cut, String text) {
        LineSplitter splitter = new LineSplitter();
        Seen seen = new Seen();
        splitter.restart(midLine);
        byte[] bytes = text.getBytes(ISO_8859_1);
        splitter.split(bytes, 0, cut, seen);
        splitter.split(bytes, cut, bytes.length - cut, seen);
        return seen.told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nbc\n\n\nd\n", "a\r\nbc\r\nd\r\n", "a\rbc\rd\r", "\r\na\n\rbc\r\r\nd\nrest"})
    void split_anyLineEndAnyCut_sameLines(String text) {
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(split(false, cut, text)).containsExactly("a", "bc", "d");
        }
    }

    @Test
    void split_midLine_firstPieceIsPartial() {
        for (int cut = 0; cut <= "6,40\r\na\nb".length(); cut++) {
            assertThat(split(true, cut, "6,40\r\na\nb")).containsExactly("partial", "a");
        }
        assertThat(split(true, 1, "\r\na\n")).containsExactly("a");
    }

    @Test
    void split_longLine_isToldOnceAndDropped() {
        String text = "x".repeat(DecoderLimits.MAX_LINE + 10) + "\nnext\n";
        String fits = "y".repeat(DecoderLimits.MAX_LINE);
        for (int cut = 0; cut < text.length(); cut += 997) {
            assertThat(split(false, cut, text)).containsExactly("too long: " + DecoderLimits.MAX_LINE, "next");
            assertThat(split(false, Math.min(cut, fits.length()), fits + "\n")).containsExactly(fits);
        }
    }

    @Test
    void restart_afterCut_forgetsRemainder() {
        LineSplitter splitter = new LineSplitter();
        Seen seen = new Seen();
        splitter.split(new byte[] {'a'}, 0, 1, seen);
        splitter.restart(false);
        splitter.split(new byte[] {'b', '\n'}, 0, 2, seen);
        assertThat(seen.told).containsExactly("b");
    }
}
