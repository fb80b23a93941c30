package vigie.load.viewer;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.load.result.Endings;
import vigie.load.result.LoadCounts;
import vigie.load.result.LoadResult;
import vigie.load.result.MessageFacts;
import vigie.load.result.Traffic;

/** All viewers of a run, and what they saw together. Owned by the event loop: every method is called there. */
public final class Viewers implements AutoCloseable {
    private final ArrivalClock clock;
    private final KnownMessages known;
    private final Runnable settled;
    private final List<Viewer> all = new ArrayList<>();
    private final Endings endings = new Endings();
    private LoadCounts steady = new LoadCounts();
    private LoadCounts slow = new LoadCounts();
    private int opened;
    private int failed;
    private int open;
    private long lost;
    private long repeated;
    private boolean deflate;
    private boolean leaving;

    /**
     * @param settled called whenever a viewer was welcomed or will never be
     */
    public Viewers(ArrivalClock clock, KnownMessages known, Runnable settled) {
        this.clock = clock;
        this.known = known;
        this.settled = settled;
    }

    /** One more, whose session is about to be opened. */
    Viewer add(boolean isSlow) {
        Viewer viewer = new Viewer(this, isSlow);
        all.add(viewer);
        return viewer;
    }

    long nowMicros() {
        return clock.epochMicros();
    }

    MessageFacts facts(ByteBuf in, int index, int length, boolean compressed) {
        return known.facts(in, index, length, compressed);
    }

    public LoadCounts counts(boolean ofSlow) {
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
            endings.failed(cause);
        }
        settled.run();
    }

    void ended(int code, String reason, boolean ofSlow) {
        open--;
        if (!leaving) {
            endings.ended(code, reason, ofSlow);
        }
    }

    /** How many were welcomed. */
    public int openedCount() {
        return opened;
    }

    public int failedCount() {
        return failed;
    }

    public int openCount() {
        return open;
    }

    public boolean deflateUsed() {
        return deflate;
    }

    /** How many have neither ended nor failed. */
    public int presentCount() {
        return (int) all.stream().filter(viewer -> !viewer.isOver()).count();
    }

    /** Those that wait for an answer wait no longer, for this reason. */
    public void giveUpOpening(String cause) {
        for (Viewer viewer : all) {
            if (!viewer.isOpen()) {
                viewer.abort(cause);
            }
        }
    }

    /** What came until now was warming up. */
    public void beginCounting() {
        steady = new LoadCounts();
        slow = new LoadCounts();
        all.forEach(Viewer::beginCounting);
    }

    /** Those that stop reading. */
    public List<Viewer> slowOnes() {
        return all.stream().filter(Viewer::isSlow).toList();
    }

    /** One of them reads again. */
    public void readAgain(Viewer viewer) {
        viewer.readAgain(clock.epochMicros() / 1000);
    }

    /** All sessions are closed; what ends from now on ends by our will. */
    public void leave() {
        leaving = true;
        all.forEach(Viewer::close);
    }

    /** What is still connected is not any more. */
    public void abort() {
        all.forEach(viewer -> viewer.abort("the run ended"));
    }

    @Override
    public void close() {
        known.close();
    }

    public long lost() {
        return lost;
    }

    public long repeated() {
        return repeated;
    }

    /** How sessions failed and ended. */
    public Endings endings() {
        return endings;
    }

    /** What one of the two groups saw in so many seconds. */
    public Traffic traffic(boolean ofSlow, double seconds) {
        List<Viewer> group = all.stream()
                .filter(viewer -> viewer.isSlow() == ofSlow && (viewer.isOpen() || viewer.updates() > 0))
                .toList();
        IntSummaryStatistics updates = group.stream().mapToInt(Viewer::updates).summaryStatistics();
        int silent =
                (int) group.stream().filter(viewer -> viewer.updates() == 0).count();
        return Traffic.of(counts(ofSlow), updates, silent, seconds);
    }

    /** What became of the slow ones; null when there is none. */
    public LoadResult.@Nullable Slow slow(double seconds) {
        List<Viewer> slows = slowOnes();
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
