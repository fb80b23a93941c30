package vigie.decode.line.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import vigie.decode.line.LineText;

/**
 * How a line of columns is cut: by semicolons if it has one, else tabs, else commas, else blanks. With semicolons and tabs a number
 * may have a decimal comma. One delimiter at the end means nothing. Found anew for each line; not thread-safe.
 */
final class CsvLayout {
    private byte delimiter;
    private int columns;
    private int to;
    private int at;
    private int fieldFrom;
    private int fieldTo;

    byte delimiter() {
        return delimiter;
    }

    int columns() {
        return columns;
    }

    boolean decimalComma() {
        return delimiter == ';' || delimiter == '\t';
    }

    /** Where the field begins that {@link #next} found, blanks and quotes taken off. */
    int fieldFrom() {
        return fieldFrom;
    }

    int fieldTo() {
        return fieldTo;
    }

    /** Looks at a line, blanks around it taken off. */
    void begin(byte[] line, int from, int lineTo) {
        int semicolons = 0;
        int tabs = 0;
        int commas = 0;
        int blanks = 0;
        for (int i = from; i < lineTo; i++) {
            switch (line[i]) {
                case ';' -> semicolons++;
                case '\t' -> tabs++;
                case ',' -> commas++;
                case ' ' -> blanks += line[i - 1] == ' ' ? 0 : 1;
                default -> {}
            }
        }
        int delimiters = semicolons > 0 ? semicolons : tabs > 0 ? tabs : commas > 0 ? commas : blanks;
        delimiter = (byte) (semicolons > 0 ? ';' : tabs > 0 ? '\t' : commas > 0 ? ',' : ' ');
        to = line[lineTo - 1] == delimiter ? lineTo - 1 : lineTo;
        columns = to < lineTo ? delimiters : delimiters + 1;
        at = from;
    }

    /** Goes to the next field; false when there is none. */
    boolean next(byte[] line) {
        if (at > to) {
            return false;
        }
        int end = at;
        while (end < to && line[end] != delimiter) {
            end++;
        }
        fieldFrom = LineText.skipBlanks(line, at, end);
        fieldTo = LineText.trimEnd(line, fieldFrom, end);
        if (fieldTo - fieldFrom >= 2 && line[fieldFrom] == '"' && line[fieldTo - 1] == '"') {
            fieldFrom++;
            fieldTo--;
        }
        at = delimiter == ' ' && end < to ? LineText.skipBlanks(line, end, to) : end + 1;
        return true;
    }

    /** Names for columns that have none: {@code ch1}, {@code ch2} … */
    static byte[] columnName(int index) {
        return ("ch" + (index + 1)).getBytes(US_ASCII);
    }

    /** The bytes of the field found. */
    byte[] field(byte[] line) {
        return Arrays.copyOfRange(line, fieldFrom, fieldTo);
    }
}
