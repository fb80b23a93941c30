package vigie.decode.line.format;

import vigie.decode.DecoderLimits;
import vigie.decode.line.LineFormat;
import vigie.decode.line.LineReadings;
import vigie.decode.line.LineText;
import vigie.decode.line.NumberParser;
import vigie.decode.line.TimeField;
import vigie.decode.line.UnitWords;
import vigie.decode.line.Verdict;

/**
 * Names and values on one line, as the Arduino plotter takes them: {@code temperature:23.6,humidity=40 pressure: 1013 hPa}.
 *
 * <p>A name begins with a letter, has at most three words, and ends at a colon or an equals sign. Its value is a number, with
 * blanks before it if any; behind it stand blanks, a comma, a semicolon, a tab, a bar, or the end. A unit stands right behind the
 * number ({@code 40%}) or after a blank ({@code 23.6 °C}); where only blanks part two pairs, a {@link UnitWords known unit}. A comma
 * between digits is a decimal comma when no name follows it ({@code temp:23,6;hum:40,1}). A {@link TimeField} is the line's time.
 *
 * <p>Malformed: a line without a reading in which a value is missing or {@code nan}, or in which a channel that gave readings
 * before has no number; a line that begins with a brace or {@code >}, or is nothing but a number. Noise: any other text without a
 * reading, and what an ESP32 says when it starts.
 */
final class PairsFormat implements LineFormat {
    private static final int MAX_WORDS = 3;
    private static final String[] BOOT = {
        "rst:",
        "boot:",
        "load:",
        "entry ",
        "mode:d",
        "mode:q",
        "configsip:",
        "clk_drv:",
        "ets ",
        "csum ",
        "chksum",
        "tail "
    };

    private final NumberParser numbers = new NumberParser();
    private byte[] line = {};
    private int at;
    private int end;

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public Verdict read(byte[] bytes, int from, int to, LineReadings into) {
        if (bytes[from] == '{' || bytes[from] == '>' || numbers.scan(bytes, from, to) == to) {
            return Verdict.MALFORMED;
        }
        if (isBoot(bytes, from, to)) {
            return Verdict.NOISE;
        }
        line = bytes;
        at = from;
        end = to;
        while (at < end) {
            item(into);
        }
        return into.verdict();
    }

    private static boolean isBoot(byte[] bytes, int from, int to) {
        for (String start : BOOT) {
            if (LineText.startsWith(bytes, from, to, start)) {
                return true;
            }
        }
        return false;
    }

    /** One pair, or text up to the next separator. */
    private void item(LineReadings into) {
        int sign = signOrSeparator(at);
        if (sign == end || isSeparator(line[sign])) {
            at = sign + 1;
            return;
        }
        int name = nameFrom(at, sign);
        int nameEnd = LineText.trimEnd(line, name, sign);
        at = LineText.skipBlanks(line, sign + 1, end);
        if (name < nameEnd) {
            value(name, nameEnd, into);
        }
    }

    /** Where the name begins: the first word that begins with a letter; {@code to} when there is none, or too many words. */
    private int nameFrom(int from, int to) {
        int begin = -1;
        int words = 0;
        boolean inWord = false;
        for (int i = from; i < to; i++) {
            boolean blank = LineText.isBlank(line[i]);
            if (!blank && !inWord) {
                begin = begin < 0 && isNameStart(line[i]) ? i : begin;
                words += begin < 0 ? 0 : 1;
            }
            inWord = !blank;
        }
        return begin < 0 || words > MAX_WORDS ? to : begin;
    }

    private void value(int name, int nameEnd, LineReadings into) {
        int tokenEnd = tokenEnd(at);
        int numberEnd = number();
        if (numberEnd < 0 || !mayFollow(numberEnd, tokenEnd)) {
            if (at == tokenEnd || LineText.isNotANumber(line, at, tokenEnd) || into.isKnown(line, name, nameEnd)) {
                into.fail();
            } else {
                into.skip();
            }
            at = tokenEnd;
            return;
        }
        into.add(line, name, nameEnd, numbers.value());
        int attachedEnd = Math.max(numberEnd, tokenEnd);
        if (attachedEnd > numberEnd) {
            into.unit(line, numberEnd, attachedEnd);
            at = attachedEnd;
        } else {
            at = numberEnd;
            unitApart(into);
        }
    }

    /** Where the number here ends, with its decimal comma if that is what the comma is. */
    private int number() {
        int numberEnd = numbers.scan(line, at, end);
        if (numberEnd <= 0 || numberEnd + 1 >= end || line[numberEnd] != ',' || !isDigit(line[numberEnd + 1])) {
            return numberEnd;
        }
        int digits = numberEnd + 1;
        while (digits < end && isDigit(line[digits])) {
            digits++;
        }
        int next = LineText.skipBlanks(line, digits, end);
        boolean nameFollows = next < end && (line[next] == ':' || line[next] == '=' || line[next] == '.');
        for (int i = at; i < numberEnd; i++) {
            nameFollows |= !isDigit(line[i]) && line[i] != '-' && line[i] != '+';
        }
        return nameFollows ? numbers.scan(line, at, numberEnd) : numbers.scan(line, at, end, true);
    }

    /** Whether what touches the number may: nothing, or a unit. */
    private boolean mayFollow(int numberEnd, int tokenEnd) {
        if (numberEnd >= tokenEnd) {
            return true;
        }
        byte first = line[numberEnd];
        if (!isNameStart(first) && first != '%' && first != '/') {
            return false;
        }
        for (int i = numberEnd; i < tokenEnd; i++) {
            if (line[i] == ':' || line[i] == '=') {
                return false;
            }
        }
        return tokenEnd - numberEnd <= DecoderLimits.MAX_UNIT;
    }

    /** A unit parted from its number by a blank. */
    private void unitApart(LineReadings into) {
        int unit = LineText.skipBlanks(line, at, end);
        boolean tab = at < end && line[at] == '\t';
        if (tab || unit == at || unit == end) {
            return;
        }
        int stop = signOrSeparator(unit);
        int wordEnd = tokenEnd(unit);
        if (stop == end || isSeparator(line[stop])) {
            int unitEnd = LineText.trimEnd(line, unit, stop);
            if (unit < unitEnd && (isNameStart(line[unit]) || line[unit] == '%' || line[unit] == '/')) {
                into.unit(line, unit, unitEnd);
            }
            at = stop;
        } else if (wordEnd < stop
                && LineText.skipBlanks(line, wordEnd, stop) < stop
                && UnitWords.contain(line, unit, wordEnd)) {
            into.unit(line, unit, wordEnd);
            at = wordEnd;
        }
    }

    private int signOrSeparator(int from) {
        int i = from;
        while (i < end && line[i] != ':' && line[i] != '=' && !isSeparator(line[i])) {
            i++;
        }
        return i;
    }

    private int tokenEnd(int from) {
        int i = from;
        while (i < end && line[i] != ' ' && !isSeparator(line[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSeparator(byte b) {
        return b == ',' || b == ';' || b == '\t' || b == '|';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isNameStart(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b < 0;
    }
}
