package vigie.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Single numbers that outlive a run, by name. Thread-safe. */
public interface HistoryMemo {
    /** All that are known. */
    Map<String, Long> memo() throws HistoryException;

    /** Keeps these numbers: all or none. The others stay. */
    void remember(Map<String, Long> numbers) throws HistoryException;

    /** One that forgets with the run. */
    static HistoryMemo ofThisRun() {
        Map<String, Long> numbers = new ConcurrentHashMap<>();
        return new HistoryMemo() {
            @Override
            public Map<String, Long> memo() {
                return Map.copyOf(numbers);
            }

            @Override
            public void remember(Map<String, Long> more) {
                numbers.putAll(more);
            }
        };
    }
}
