package vigie.decode.line.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.decode.line.LineText;

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
        Map<String, Integer> occurrences = new HashMap<>();
        while (layout.next(line)) {
            header.add(layout.field(line), occurrences);
        }
        return header;
    }

    boolean fits(CsvLayout layout) {
        return layout.columns() == names.size() && (layout.delimiter() == delimiter || names.size() == 1);
    }

    private void add(byte[] field, Map<String, Integer> occurrences) {
        int open = unitFrom(field);
        boolean ofPrevious = open == 0 && delimiter == ' ' && !names.isEmpty();
        byte[] unit = open < 0 ? NONE : Arrays.copyOfRange(field, open + 1, field.length - 1);
        if (ofPrevious) {
            units.set(names.size() - 1, unit);
            return;
        }
        int nameTo = LineText.trimEnd(field, 0, open < 0 ? field.length : open);
        byte[] name = nameTo == 0 ? CsvLayout.columnName(names.size()) : Arrays.copyOf(field, nameTo);
        names.add(ofItsOwn(name, occurrences));
        units.add(unit);
    }

    /** Two columns are two channels, also when they are called the same: the second {@code temp} is {@code temp.2}. */
    private static byte[] ofItsOwn(byte[] name, Map<String, Integer> occurrences) {
        String spelt = new String(name, ISO_8859_1);
        int number = occurrences.getOrDefault(spelt, 0) + 1;
        String own = number == 1 ? spelt : spelt + "." + number;
        while (number > 1 && occurrences.containsKey(own)) {
            number++;
            own = spelt + "." + number;
        }
        occurrences.put(spelt, number);
        occurrences.putIfAbsent(own, 1);
        return own.getBytes(ISO_8859_1);
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
