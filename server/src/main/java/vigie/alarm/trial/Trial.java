package vigie.alarm.trial;

import java.util.List;

/**
 * What is played, and what should happen. Times are milliseconds from its beginning.
 *
 * @param name what it shows
 * @param feeds where readings come from
 * @param actions what people do meanwhile
 * @param expectations what should happen
 */
public record Trial(String name, List<TrialFeed> feeds, List<TrialAction> actions, List<Expectation> expectations) {
    public Trial {
        feeds = List.copyOf(feeds);
        actions = List.copyOf(actions);
        expectations = List.copyOf(expectations);
    }
}
