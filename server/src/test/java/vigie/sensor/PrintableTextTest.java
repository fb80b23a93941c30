package vigie.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.event.Happening;
import vigie.event.Trouble;

class PrintableTextTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\u001b[2Jb,a\\u{1b}[2Jb",
                "a\u009b2Jb,a\\u{9b}2Jb",
                "a\u0000b,a\\u{0}b",
                "a\u007fb,a\\u{7f}b",
                "a\u202eb,a\\u{202e}b",
                "a\u2066b,a\\u{2066}b",
                "a\u061cb,a\\u{61c}b",
                "a\u200fb,a\\u{200f}b",
                "a\u2028b,a\\u{2028}b",
                "a\u0085b,a\\u{85}b",
                "Température 🌡 中 e\u0301 👨\u200d👩,Température 🌡 中 e\u0301 👨\u200d👩",
            })
    void line_writesOutWhatATerminalObeys(String text, String shown) {
        assertThat(PrintableText.line(text)).isEqualTo(shown);
        assertThat(PrintableText.lines(text)).isEqualTo(shown);
        assertThat(PrintableText.isPrintable(PrintableText.name(text))).isTrue();
    }

    @Test
    void halvesOfPairs_areWrittenOut() {
        assertThat(PrintableText.line("a\ud83cb")).isEqualTo("a\\u{d83c}b");
        assertThat(PrintableText.line("\udf21\ud83c")).isEqualTo("\\u{df21}\\u{d83c}");
    }

    @Test
    void lineEndsAndTabs_stayOnlyInTextsOfSeveralLines() {
        assertThat(PrintableText.line("a\nb\tc\rd")).isEqualTo("a\\u{a}b\\u{9}c\\u{d}d");
        assertThat(PrintableText.lines("a\nb\tc\rd")).isEqualTo("a\nb\tc\\u{d}d");
        assertThat(PrintableText.name("a\nb")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b]0;x\u0007", "a\nb", "\u202e", "\ud800", "\u009b"})
    void whatIsKnownOfSensorsSourcesAndEvents_neverHoldsAny(String text) {
        SensorId id = SensorId.of("bench", text + "x");
        SensorInfo info = SensorSettings.NONE.describe(id, text, text);
        assertThat(PrintableText.isPrintable(id + info.name() + info.unit())).isTrue();
        SourceStatus status = new SourceStatus("bench", text, text, SourceState.LOST, text, 0);
        assertThat(PrintableText.isPrintable(status.name() + status.detail() + status.cause()))
                .isTrue();
        Trouble trouble = new Trouble(text, text, false, 0);
        assertThat(PrintableText.isPrintable(trouble.about() + trouble.text())).isTrue();
        Happening note = Happening.note(0, id, text, text);
        assertThat(PrintableText.isPrintable(String.valueOf(note.text()).replace("\n", "") + note.by()))
                .isTrue();
    }
}
