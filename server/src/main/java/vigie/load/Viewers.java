package vigie.load;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All viewers of a run, and what they saw together. Owned by the event loop: every method is called there. */
final class Audience implements AutoCloseable {
    /** So many different causes are told apart; a server that makes up ever new ones must not fill our memory. */
    private static final int MAX_CAUSES = 50;

    private static final String OTHER_CAUSES = "other causes";

    private final ArrivalClock clock;
    private final KnownMessages known;
    private final Runnable settled;
    private final List<Viewer> viewers = new ArrayList<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Map<Ending, Integer> endings = new LinkedHashMap<>();
    private LoadCounts steady = new LoadCounts();
    private LoadCounts slow = new LoadCounts();
    private int opened;
    private int failed;
    private int open;
    private long lost;
    private long repeated;
    private boolean deflate;
    private boolean leaving;

    private record Ending(int code, String reason, boolean slow) {}

    /**
     * @param settled called whenever a viewer was welcomed or will never be
     */
    Audience(ArrivalClock clock, KnownMessages known, Runnable settled) {
        this.clock = clock;
        this.known = known;
        this.settled = settled;
    }

    /** One more, whose session is about to be opened. */
    Viewer add(boolean isSlow) {
        Viewer viewer = new Viewer(this, isSlow);
        viewers.add(viewer);
        return viewer;
    }

    long nowMicros() {
        return clock.epochMicros();
    }

    MessageFacts facts(ByteBuf in, int index, int length, boolean compressed) {
        return known.facts(in, index, length, compressed);
    }

    LoadCounts counts(boolean ofSlow) {
        return ofSlow ? slow : steady;
    }

    /** A viewer went from one update to the next: over so many that it should have had, or back when negative. */
    void step(long missing) {
        if (missing > 0) {
            lost += missing;
        } else if (missing < 0) {
            repeated++;
        }
    }

    void negotiated(boolean compresses) {
        deflate |= compresses;
    }

    void opened() {
        opened++;
        open++;
        settled.run();
    }

    void failed(String cause) {
        if (!leaving) {
            failed++;
            failures.merge(
                    failures.size() < MAX_CAUSES || failures.containsKey(cause) ? cause : OTHER_CAUSES,
                    1,
                    Integer::sum);
        }
        settled.run();
    }

    void ended(int code, String reason, boolean ofSlow) {
        open--;
        if (!leaving) {
            Ending ending = new Ending(code, reason, ofSlow);
            boolean told = endings.size() < MAX_CAUSES || endings.containsKey(ending);
            endings.merge(told ? ending : new Ending(code, OTHER_CAUSES, ofSlow), 1, Integer::sum);
        }
    }

    /** How many were welcomed. */
    int openedCount() {
        return opened;
    }

    int failedCount() {
        return failed;
    }

    int openCount() {
        return open;
    }

    boolean deflateUsed() {
        return deflate;
    }

    /** How many have neither ended nor failed. */
    int presentCount() {
        return (int) viewers.stream().filter(viewer -> !viewer.isOver()).count();
    }

    /** Those that wait for an answer wait no longer, for this reason. */
    void giveUpOpening(String cause) {
        for (Viewer viewer : viewers) {
            if (!viewer.isOpen()) {
                viewer.abort(cause);
            }
        }
    }

    /** What came until now was warming up. */
    void beginCounting() {
        steady = new LoadCounts();
        slow = new LoadCounts();
        viewers.forEach(Viewer::beginCounting);
    }

    void slowStopReading() {
        viewers.stream().filter(Viewer::isSlow).forEach(Viewer::stopReading);
    }

    void slowReadAgain() {
        long now = clock.epochMicros() / 1000;
        viewers.stream().filter(Viewer::isSlow).forEach(viewer -> viewer.readAgain(now));
    }

    /** All sessions are closed; what ends from now on ends by our will. */
    void leave() {
        leaving = true;
        viewers.forEach(Viewer::close);
    }

    /** What is still connected is not any more. */
    void abort() {
        viewers.forEach(viewer -> viewer.abort("the run ended"));
    }

    @Override
    public void close() {
        known.close();
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }

    List<LoadResult.Failure> failures() {
        return failures.entrySet().stream()
                .map(entry -> new LoadResult.Failure(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<LoadResult.Disconnect> disconnects() {
        return endings.entrySet().stream()
                .map(entry -> new LoadResult.Disconnect(
                        entry.getKey().code(),
                        entry.getKey().reason(),
                        entry.getKey().slow(),
                        entry.getValue()))
                .sorted(Comparator.comparingInt(LoadResult.Disconnect::count).reversed())
                .toList();
    }

    /** What one of the two groups saw in so many seconds. */
    LoadResult.Traffic traffic(boolean ofSlow, double seconds) {
        List<Viewer> group = viewers.stream()
                .filter(viewer -> viewer.isSlow() == ofSlow && (viewer.isOpen() || viewer.updates() > 0))
                .toList();
        IntSummaryStatistics updates = group.stream().mapToInt(Viewer::updates).summaryStatistics();
        int silent =
                (int) group.stream().filter(viewer -> viewer.updates() == 0).count();
        return LoadResult.Traffic.of(counts(ofSlow), updates, silent, seconds);
    }

    /** What became of the slow ones; null when there is none. */
    LoadResult.@Nullable Slow slow(double seconds) {
        List<Viewer> slows = viewers.stream().filter(Viewer::isSlow).toList();
        if (slows.isEmpty()) {
            return null;
        }
        long now = clock.epochMicros() / 1000;
        Predicate<Viewer> knows = viewer -> viewer.newestMillis() > 0;
        long[] ages = slows.stream()
                .filter(Viewer::isOpen)
                .filter(knows)
                .mapToLong(viewer -> now - viewer.newestMillis())
                .sorted()
                .toArray();
        long[] waits = slows.stream()
                .mapToLong(Viewer::caughtUpAfterMillis)
                .filter(millis -> millis >= 0)
                .sorted()
                .toArray();
        return new LoadResult.Slow(
                traffic(true, seconds),
                (int) slows.stream().filter(Viewer::isOpen).count(),
                waits.length,
                lastOf(waits),
                ages.length == 0 ? 0 : ages[ages.length / 2],
                lastOf(ages));
    }

    private static long lastOf(long[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }
}
