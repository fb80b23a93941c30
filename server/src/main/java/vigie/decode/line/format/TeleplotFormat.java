package vigie.decode.line.format;

import vigie.decode.line.LineFormat;
import vigie.decode.line.LineReadings;
import vigie.decode.line.LineText;
import vigie.decode.line.NumberParser;
import vigie.decode.line.TimeField;
import vigie.decode.line.Verdict;

/**
 * Lines for Teleplot: {@code >name:value}, {@code >name:time:value}, several values {@code >name:time:value;time:value}, then
 * perhaps {@code §unit} and {@code |flags}. A plausible time (see {@link TimeField}) is the reading's. Otherwise it counts the
 * device's own milliseconds: the last value of the line is at its arrival and the earlier ones as much earlier, up to a minute.
 *
 * <p>Noise: text values ({@code |t}), 3D shapes ({@code >3D}), {@code |xy} plots, log lines ({@code >:text}), and text that does
 * not begin with {@code >}. Malformed: other lines that begin with it and have no value that is a number.
 */
final class TeleplotFormat implements LineFormat {
    private static final double LONGEST_AGO = 60_000;

    private final NumberParser numbers = new NumberParser();
    private double time;

    @Override
    public String name() {
        return "teleplot";
    }

    @Override
    public Verdict read(byte[] line, int from, int to, LineReadings into) {
        if (line[from] != '>') {
            return Verdict.NOISE;
        }
        int name = LineText.skipBlanks(line, from + 1, to);
        int colon = find(line, name, to, ':');
        if (isNoise(line, name, colon, to)) {
            return Verdict.NOISE;
        }
        int bar = find(line, colon, to, '|');
        if (isFlagged(line, bar, to)) {
            return Verdict.NOISE;
        }
        if (colon == to) {
            return Verdict.MALFORMED;
        }
        int unit = unitFrom(line, colon, bar);
        int valuesEnd = unit < 0 ? bar : line[unit - 2] == (byte) 0xC2 ? unit - 2 : unit - 1;
        values(line, name, colon, valuesEnd, unit, bar, into);
        Verdict verdict = into.verdict();
        return verdict == Verdict.NOISE ? Verdict.MALFORMED : verdict;
    }

    private static boolean isNoise(byte[] line, int name, int colon, int to) {
        boolean log = colon == name && colon < to;
        return log || LineText.startsWith(line, name, to, "3d|") || LineText.is(line, name, colon, "3d");
    }

    /** Whether the flags say that the values are no numbers over time: {@code t} or {@code xy}, alone or in a list. */
    private static boolean isFlagged(byte[] line, int bar, int to) {
        int word = bar + 1;
        for (int i = word; i <= to; i++) {
            if (i == to || line[i] == ',' || line[i] == '|' || line[i] == ' ') {
                if (LineText.is(line, word, i, "t") || LineText.is(line, word, i, "xy")) {
                    return true;
                }
                word = i + 1;
            }
        }
        return false;
    }

    private void values(byte[] line, int name, int colon, int to, int unit, int unitEnd, LineReadings into) {
        int nameEnd = LineText.trimEnd(line, name, colon);
        double last = lastTime(line, colon + 1, to);
        for (int from = colon + 1; from < to; ) {
            int semicolon = find(line, from, to, ';');
            if (value(line, from, semicolon)) {
                into.addAt(line, name, nameEnd, millis(last, into.arrivalMillis()), numbers.value());
                if (unit >= 0) {
                    into.unit(line, unit, LineText.trimEnd(line, unit, unitEnd));
                }
            } else {
                into.fail();
            }
            from = semicolon + 1;
        }
    }

    private double lastTime(byte[] line, int from, int to) {
        int end = to > from && line[to - 1] == ';' ? to - 1 : to;
        int begin = end;
        while (begin > from && line[begin - 1] != ';') {
            begin--;
        }
        return value(line, begin, end) ? time : Double.NaN;
    }

    private long millis(double last, long arrival) {
        long told = TimeField.epochMillis(time);
        if (told >= 0) {
            return told;
        }
        double ago = last - time;
        return ago > 0 && ago <= LONGEST_AGO ? arrival - Math.round(ago) : arrival;
    }

    /** Reads {@code value} or {@code time:value}; the time is not a number when there is none. */
    private boolean value(byte[] line, int from, int to) {
        time = Double.NaN;
        int begin = LineText.skipBlanks(line, from, to);
        int end = LineText.trimEnd(line, begin, to);
        int first = numbers.scan(line, begin, end);
        if (first == end) {
            return true;
        }
        if (first < 0 || line[first] != ':') {
            return false;
        }
        double told = numbers.value();
        int second = numbers.scan(line, first + 1, end);
        time = told;
        return second == end;
    }

    /** Where the unit begins, behind the section sign in UTF-8 or Latin-1; -1 when there is none. */
    private static int unitFrom(byte[] line, int from, int to) {
        int sign = find(line, from, to, '\u00A7');
        return sign == to ? -1 : sign + 1;
    }

    private static int find(byte[] line, int from, int to, char wanted) {
        int at = from;
        while (at < to && line[at] != (byte) wanted) {
            at++;
        }
        return at;
    }
}
