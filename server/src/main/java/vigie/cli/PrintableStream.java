package vigie.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.sensor.PrintableText;

/**
 * What commands and the log write to: whatever text comes, nothing reaches the terminal that a terminal obeys (see
 * {@link PrintableText}), but for line ends and tabs and, on a terminal with colours, for colours. Thread-safe.
 */
final class PrintableStream extends FilterOutputStream {
    /** ECMA-48, Select Graphic Rendition: changes how text looks, and nothing else. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,12}m");

    private static final boolean RETURNS = System.lineSeparator().contains("\r");

    private final boolean colours;
    private final Charset charset;
    private final CharsetDecoder decoder;
    /** Guarded by this: the beginning of a character whose end was not written yet. */
    private ByteBuffer begun = ByteBuffer.allocate(0);

    private PrintableStream(OutputStream out, boolean colours, Charset charset) {
        super(out);
        this.colours = colours;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /**
     * A stream in front of another one.
     *
     * @param colours whether colours may pass
     */
    static PrintStream before(OutputStream out, boolean colours) {
        Charset charset = Charset.defaultCharset();
        return new PrintStream(new PrintableStream(out, colours, charset), true, charset);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (begun.remaining() == 0 && isPlain(bytes, offset, length)) {
            out.write(bytes, offset, length);
            return;
        }
        ByteBuffer in = ByteBuffer.allocate(begun.remaining() + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
        decoder.reset().decode(in, text, false);
        begun = in.slice();
        out.write(printable(text.flip().toString()).getBytes(charset));
    }

    /** Whether it is nothing but ASCII that is printed. */
    private static boolean isPlain(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if ((bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\t') || bytes[i] == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private String printable(String text) {
        if (!colours) {
            return escaped(text);
        }
        StringBuilder printable = new StringBuilder(text.length());
        Matcher colour = COLOUR.matcher(text);
        int done = 0;
        while (colour.find()) {
            printable.append(escaped(text.substring(done, colour.start()))).append(colour.group());
            done = colour.end();
        }
        return printable.append(escaped(text.substring(done))).toString();
    }

    private static String escaped(String text) {
        return RETURNS ? String.join("\r", lines(text.split("\r", -1))) : PrintableText.lines(text);
    }

    private static String[] lines(String[] texts) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = PrintableText.lines(texts[i]);
        }
        return texts;
    }
}
