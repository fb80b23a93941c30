package vigie.store.sqlite.table;

import java.sql.SQLException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vigie.store.History.ReadingVisitor;
import vigie.store.sqlite.block.BlockReader;
import vigie.store.sqlite.block.Span;
import vigie.store.sqlite.block.TimedValues;

/**
 * Gives the readings of blocks, which may overlap, and of the tail by time; those of one time in the order they were appended, which
 * is that of the blocks' keys, the tail last. Holds only the blocks that reach to where it is. Used once.
 */
public final class ReadingMerge {
    private final BlockReader blocks;
    private final BlockReader.Spans spans;
    private final long from;
    private final long to;
    private final PriorityQueue<Run> runs = new PriorityQueue<>();

    /** @param spans those that reach into the range */
    public ReadingMerge(BlockReader blocks, BlockReader.Spans spans, TimedValues tail, long from, long to) {
        this.blocks = blocks;
        this.spans = spans;
        this.from = from;
        this.to = to;
        open(tail, Long.MAX_VALUE);
    }

    public void run(ReadingVisitor visitor) throws SQLException {
        openWhatBegins();
        while (!runs.isEmpty()) {
            Run run = runs.poll();
            give(run, visitor);
            if (!run.isOver()) {
                runs.add(run);
            }
            openWhatBegins();
        }
    }

    /** Gives of the earliest run what comes before all others. */
    private void give(Run run, ReadingVisitor visitor) {
        @Nullable Run other = runs.peek();
        @Nullable Span next = spans.current();
        do {
            visitor.reading(run.time(), run.value());
            run.advance();
        } while (!run.isOver()
                && (other == null || run.compareTo(other) < 0)
                && (next == null || run.time() < next.first()));
    }

    /** Opens the blocks that begin no later than what comes next. */
    private void openWhatBegins() throws SQLException {
        for (Span span = spans.current(); span != null && isNext(span); span = spans.current()) {
            open(blocks.readings(span), span.block());
            spans.advance();
        }
    }

    private boolean isNext(Span span) {
        Run earliest = runs.peek();
        return earliest == null || span.first() <= earliest.time();
    }

    private void open(TimedValues readings, long order) {
        Run run = new Run(readings, readings.placeOf(from), readings.placeOf(to), order);
        if (!run.isOver()) {
            runs.add(run);
        }
    }

    /** A stretch of sorted readings, and how far it is given. */
    private static final class Run implements Comparable<Run> {
        private final TimedValues readings;
        private final int end;
        private final long order;
        private int at;

        Run(TimedValues readings, int begin, int end, long order) {
            this.readings = readings;
            this.at = begin;
            this.end = end;
            this.order = order;
        }

        boolean isOver() {
            return at >= end;
        }

        void advance() {
            at++;
        }

        long time() {
            return readings.time(at);
        }

        double value() {
            return readings.value(at);
        }

        @Override
        public int compareTo(Run other) {
            int byTime = Long.compare(time(), other.time());
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
