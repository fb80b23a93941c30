package vigie.alarm.trial;

import java.util.List;

/**
 * What became of a trial.
 *
 * @param name its name
 * @param failures what was expected and what was instead; none when it passed
 * @param happened what happened, a line each
 */
public record TrialResult(String name, List<String> failures, List<String> happened) {
    public TrialResult {
        failures = List.copyOf(failures);
        happened = List.copyOf(happened);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
