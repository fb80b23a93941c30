package vigie.config;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant by a name that is not known. */
final class NearestName {
    private static final int FARTHEST = 3;

    private NearestName() {}

    static String unknown(String name, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElse("");
        String list = "expected: " + String.join(", ", known);
        return distance(name, nearest) <= FARTHEST
                ? name + ": unknown setting; did you mean " + nearest + "? (" + list + ")"
                : name + ": unknown setting (" + list + ")";
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
