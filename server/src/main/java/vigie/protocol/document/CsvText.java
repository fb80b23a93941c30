package vigie.protocol.document;

import java.util.regex.Pattern;
import vigie.protocol.Text;

/**
 * Fields of CSV, as of RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe, so that it stays a text
 * (OWASP, CSV Injection): device names, notes and units come from strangers. Numbers are never written by this class. Stateless.
 */
final class CsvText {
    /** Between rows. */
    static final String END = "\r\n";

    private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]|^\\s|\\s$");
    /** Also in full width, which some spreadsheets take for the same; also behind blanks, which some pass over. */
    private static final Pattern FORMULA =
            Pattern.compile("^(?:[\\s\\p{Z}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])");

    private CsvText() {}

    /** One field of text: disarmed, and quoted where it must be. */
    static String field(String text) {
        String written = Text.wellFormed(text);
        String safe = FORMULA.matcher(written).find() ? "'" + written : written;
        return TO_QUOTE.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
