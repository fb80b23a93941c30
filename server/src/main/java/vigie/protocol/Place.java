package vigie.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream, written {@code EPOCH:SEQ}, such as {@code 9f2c61d0:48213}.
 *
 * @param epoch the run of the server, 8 hexadecimal digits
 * @param seq the last update seen
 */
public record Place(String epoch, long seq) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}):(\\d{1,18})");

    /**
     * Reads {@code EPOCH:SEQ}.
     *
     * @throws IllegalArgumentException when the text is no place
     */
    public static Place parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("since: " + Text.shortened(text)
                    + " (expected: EPOCH:SEQ as in the last welcome and update, such as 9f2c61d0:48213)");
        }
        return new Place(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return epoch + ":" + seq;
    }
}
