package vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableStreamTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String printed() {
        return bytes.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "a\u001b[2Jb, a\\u{1b}[2Jb",
        "a\u001b[31mb, a\\u{1b}[31mb",
        "a\u009b31mb, a\\u{9b}31mb",
        "a\u202eb, a\\u{202e}b",
        "23.6 °C 🌡, 23.6 °C 🌡",
    })
    void whatATerminalObeys_isWrittenOut(String text, String shown) {
        PrintStream stream = PrintableStream.before(bytes, false);
        stream.println(text);
        stream.print(text.toCharArray());
        new PrintWriter(stream, true, Charset.defaultCharset()).println(text);
        assertThat(printed()).isEqualTo(shown + "\n" + shown + shown + "\n");
    }

    @Test
    void lineFeedsAndTabs_pass() {
        PrintableStream.before(bytes, false).print("a\n\tb\r\n");
        assertThat(printed()).isEqualTo("a\n\tb\\u{d}\n");
    }

    @Test
    void onATerminalWithColours_coloursPass_andNothingElse() {
        PrintableStream.before(bytes, true).print("\u001b[31mlost\u001b[0m\u001b[2J\u001b]0;x\u0007\u001b[1;32m°");
        assertThat(printed()).isEqualTo("\u001b[31mlost\u001b[0m\\u{1b}[2J\\u{1b}]0;x\\u{7}\u001b[1;32m°");
    }

    @Test
    void charactersWrittenInPieces_areWhole() {
        PrintStream stream = PrintableStream.before(bytes, false);
        for (byte b : "é🌡\u009b\u202e.".getBytes(UTF_8)) {
            stream.write(b);
            stream.flush();
        }
        assertThat(printed()).isEqualTo("é🌡\\u{9b}\\u{202e}.");
    }

    @Test
    void stackTraces_areWrittenThroughIt() {
        new IllegalStateException("a\u001b]2;x\u0007").printStackTrace(PrintableStream.before(bytes, false));
        assertThat(printed()).startsWith("java.lang.IllegalStateException: a\\u{1b}]2;x\\u{7}\n\tat ");
    }
}
