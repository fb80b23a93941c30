package vigie.decode.line.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.decode.line.LineFormat;
import vigie.decode.line.LineReadings;
import vigie.decode.line.LineText;
import vigie.decode.line.NumberParser;
import vigie.decode.line.TimeField;
import vigie.decode.line.Verdict;

/**
 * Columns of numbers; {@link CsvLayout} says how they are cut. A line of words is a header when numbers in as many columns follow:
 * the next line, or any later one while there is no header yet and the columns are not parted by blanks. Without header the columns
 * are {@code ch1}, {@code ch2} … A column whose header is a {@link TimeField} is the line's time.
 *
 * <p>Until the first line of data a line must have numbers only (dates, {@code nan} and empty columns are let pass); afterwards
 * as many columns as before, or numbers in half of them. Malformed: a line of data without a number; a line of data with another
 * number of columns than the header, until eight of them in a row show that the header is out of date. Noise: headers, lines that
 * begin with {@code #}, other text.
 */
final class CsvFormat implements LineFormat {
    private static final int OUT_OF_DATE = 8;

    private final NumberParser numbers = new NumberParser();
    private final CsvLayout layout = new CsvLayout();
    private byte[][] plainNames = {};
    private @Nullable CsvHeader header;
    private @Nullable CsvHeader candidate;
    private boolean candidateIsFresh;
    private int settledColumns;
    private int misfits;
    private int numeric;
    private int missing;
    private int words;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public void restart() {
        candidate = null;
    }

    @Override
    public Verdict read(byte[] line, int from, int to, LineReadings into) {
        boolean comment = line[from] == '#';
        int begin = comment ? LineText.skipBlanks(line, from + 1, to) : from;
        if (begin == to) {
            return Verdict.NOISE;
        }
        layout.begin(line, begin, to);
        CsvHeader names = headerFor(layout);
        fields(line, names, into);
        if (comment || numeric == 0) {
            return withoutNumbers(line, begin, to);
        }
        boolean sound = settledColumns == 0 ? words == 0 || names != null : isLikeData();
        if (!sound) {
            candidateIsFresh = false;
            return Verdict.NOISE;
        }
        if (header != null && names == null && ++misfits < OUT_OF_DATE) {
            return Verdict.MALFORMED;
        }
        misfits = 0;
        header = names;
        candidate = null;
        settledColumns = layout.columns();
        return into.verdict();
    }

    private boolean isLikeData() {
        return layout.columns() == settledColumns || 2 * numeric >= layout.columns();
    }

    private Verdict withoutNumbers(byte[] line, int from, int to) {
        if (words > 0 && missing == 0 && numeric == 0) {
            layout.begin(line, from, to);
            candidate = CsvHeader.read(line, layout);
            candidateIsFresh = true;
            return Verdict.NOISE;
        }
        candidateIsFresh = false;
        return numeric == 0 && missing > 0 && words == 0 ? Verdict.MALFORMED : Verdict.NOISE;
    }

    /** The header that names the columns of such a line, if one does. */
    private @Nullable CsvHeader headerFor(CsvLayout line) {
        CsvHeader next = candidate;
        boolean mayBe = candidateIsFresh || (header == null && next != null && next.delimiter() != ' ');
        if (next != null && mayBe && next.fits(line)) {
            return next;
        }
        return header != null && header.fits(line) ? header : null;
    }

    private void fields(byte[] line, @Nullable CsvHeader names, LineReadings into) {
        numeric = 0;
        missing = 0;
        words = 0;
        for (int column = 0; layout.next(line); column++) {
            int from = layout.fieldFrom();
            int to = layout.fieldTo();
            if (from < to && numbers.scan(line, from, to, layout.decimalComma()) == to) {
                numeric++;
                add(column, names, into);
            } else if (from == to || LineText.isNotANumber(line, from, to)) {
                missing++;
                into.fail();
            } else {
                words += line[from] >= '0' && line[from] <= '9' ? 0 : 1;
                into.skip();
            }
        }
    }

    private void add(int column, @Nullable CsvHeader names, LineReadings into) {
        byte[] name = names == null ? plainName(column) : names.names().get(column);
        into.add(name, 0, name.length, numbers.value());
        if (names != null) {
            byte[] unit = names.units().get(column);
            into.unit(unit, 0, unit.length);
        }
    }

    private byte[] plainName(int column) {
        for (int known = plainNames.length; known <= column; known++) {
            byte[][] more = Arrays.copyOf(plainNames, known + 1);
            more[known] = CsvLayout.columnName(known);
            plainNames = more;
        }
        return plainNames[column];
    }
}
