package vigie.load.result;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why sessions did not open, and how those that had opened ended. Owned by the event loop. */
public final class Endings {
    /** So many different causes are told apart; a server that makes up ever new ones must not fill our memory. */
    private static final int MAX_CAUSES = 50;

    private static final String OTHER_CAUSES = "other causes";

    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Map<Ending, Integer> endings = new LinkedHashMap<>();

    private record Ending(int code, String reason, boolean slow) {}

    public void failed(String cause) {
        boolean told = failures.size() < MAX_CAUSES || failures.containsKey(cause);
        failures.merge(told ? cause : OTHER_CAUSES, 1, Integer::sum);
    }

    /**
     * Counts a session that has ended.
     *
     * @param slow whether it was one of those that stop reading
     */
    public void ended(int code, String reason, boolean slow) {
        Ending ending = new Ending(code, reason, slow);
        boolean told = endings.size() < MAX_CAUSES || endings.containsKey(ending);
        endings.merge(told ? ending : new Ending(code, OTHER_CAUSES, slow), 1, Integer::sum);
    }

    public List<LoadResult.Failure> failures() {
        return failures.entrySet().stream()
                .map(entry -> new LoadResult.Failure(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The most frequent first. */
    public List<LoadResult.Disconnect> disconnects() {
        return endings.entrySet().stream()
                .map(entry -> new LoadResult.Disconnect(
                        entry.getKey().code(),
                        entry.getKey().reason(),
                        entry.getKey().slow(),
                        entry.getValue()))
                .sorted(Comparator.comparingInt(LoadResult.Disconnect::count).reversed())
                .toList();
    }
}
