package vigie.bench.attack;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What an attacker noticed, by kind: how many connections opened, were refused or were closed. Thread-safe. */
final class AttackCounts {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one more of this kind. */
    void count(String kind) {
        counts.computeIfAbsent(kind, unused -> new LongAdder()).increment();
    }

    /** What was counted until now, by kind, in alphabetical order. */
    SortedMap<String, Long> soFar() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((kind, count) -> all.put(kind, count.sum()));
        return all;
    }
}
