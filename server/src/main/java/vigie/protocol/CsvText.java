package vigie.protocol;

import java.util.regex.Pattern;

/** Fields of CSV, as of RFC 4180. Stateless. */
final class CsvText {
    /** Between rows. */
    static final String END = "\r\n";

    private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]|^\\s|\\s$");

    private CsvText() {}

    /** One field, quoted where it must be. */
    static String field(String text) {
        String written = Text.wellFormed(text);
        return TO_QUOTE.matcher(written).find() ? '"' + written.replace("\"", "\"\"") + '"' : written;
    }
}
