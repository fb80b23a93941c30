package vigie.past;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule would have fired.
 *
 * @param sensor on which sensor
 * @param from the range that was asked for, epoch milliseconds
 * @param to its end
 * @param first time of the first reading in it; null when there is none. What was before was not kept
 * @param readings how many readings were looked at
 * @param firings the first ones, at most {@link WouldHaveFired#MOST_FIRINGS}
 * @param count how many there are
 * @param more whether there are more than are listed
 * @param complete whether the whole range was looked at; otherwise there were too many readings
 * @param broken why the rule does not fit this sensor; null when it does
 */
public record Firings(
        String sensor,
        long from,
        long to,
        @Nullable Long first,
        long readings,
        List<Firing> firings,
        long count,
        boolean more,
        boolean complete,
        @Nullable String broken) {
    public Firings {
        firings = List.copyOf(firings);
    }

    /**
     * One alarm that would have been.
     *
     * @param raised when, epoch milliseconds
     * @param cleared when it would have been cleared; null when not within the range
     * @param value that would have raised it; null when there is none
     */
    public record Firing(
            long raised, @Nullable Long cleared, @Nullable Double value) {}
}
