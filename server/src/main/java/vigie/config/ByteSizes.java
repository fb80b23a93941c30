package vigie.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Room on a disk as people write it: {@code 500MB}, {@code 2GB}; in powers of ten, as disks are sold. */
final class ByteSizes {
    static final String EXPECTED = "a number and its unit, such as 500MB, 2GB or 1TB";
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(kB|KB|MB|GB|TB)");

    private ByteSizes() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "MB" -> amount * 1_000_000;
            case "GB" -> amount * 1_000_000_000;
            case "TB" -> amount * 1_000_000_000_000L;
            default -> amount * 1000;
        };
    }
}
