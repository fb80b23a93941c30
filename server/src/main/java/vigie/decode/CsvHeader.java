package vigie.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of column names, each perhaps with its unit: {@code temp (°C)} or {@code temp [°C]}.
 *
 * @param delimiter what parts the columns
 * @param names of the columns, not empty
 * @param units of the columns, empty where there is none
 */
record CsvHeader(byte delimiter, List<byte[]> names, List<byte[]> units) {
    private static final byte[] NONE = {};

    /** Reads the line that the layout has begun. */
    static CsvHeader read(byte[] line, CsvLayout layout) {
        CsvHeader header = new CsvHeader(layout.delimiter(), new ArrayList<>(), new ArrayList<>());
        while (layout.next(line)) {
            header.add(layout.field(line));
        }
        return header;
    }

    boolean fits(CsvLayout layout) {
        return layout.columns() == names.size() && (layout.delimiter() == delimiter || names.size() == 1);
    }

    private void add(byte[] field) {
        int open = unitFrom(field);
        boolean ofPrevious = open == 0 && delimiter == ' ' && !names.isEmpty();
        byte[] unit = open < 0 ? NONE : Arrays.copyOfRange(field, open + 1, field.length - 1);
        if (ofPrevious) {
            units.set(names.size() - 1, unit);
            return;
        }
        int nameTo = LineText.trimEnd(field, 0, open < 0 ? field.length : open);
        names.add(nameTo == 0 ? CsvLayout.columnName(names.size()) : Arrays.copyOf(field, nameTo));
        units.add(unit);
    }

    private static int unitFrom(byte[] field) {
        byte close = field.length == 0 ? 0 : field[field.length - 1];
        if (close != ')' && close != ']') {
            return -1;
        }
        int open = field.length - 1;
        while (open >= 0 && field[open] != (close == ')' ? '(' : '[')) {
            open--;
        }
        return open;
    }
}
