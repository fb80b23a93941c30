package vigie.http.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which pages may embed ours in a frame ({@code frame-ancestors} of the Content Security Policy).
 *
 * @param pages {@code self}, {@code none}, or origins such as {@code https://intranet.example} and {@code https://*.example}
 */
public record FrameAncestors(List<String> pages) {
    private static final Pattern ORIGIN =
            Pattern.compile("(https?://)?(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(:([0-9]{1,5}|\\*))?");

    /** Pages of this server only. */
    public static final FrameAncestors DEFAULT = new FrameAncestors(List.of("self"));

    public FrameAncestors {
        pages = List.copyOf(pages);
        for (String page : pages) {
            boolean alone = page.equals("none") && pages.size() == 1;
            if (!alone && (page.equals("none") || !ORIGIN.matcher(page).matches())) {
                throw new IllegalArgumentException("frame-ancestors: " + page
                        + " (expected: none alone, or self and origins such as https://intranet.example)");
            }
        }
    }

    /** As the policy has them. */
    public String sources() {
        if (pages.isEmpty()) {
            return "'none'";
        }
        return String.join(
                " ",
                pages.stream()
                        .map(page -> page.equals("self") || page.equals("none") ? "'" + page + "'" : page)
                        .toList());
    }
}
