package vigie.live;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Past;
import vigie.protocol.Place;

/**
 * What a session missed, in whole messages of bounded size. Owned by the session's event loop.
 *
 * <p>A chunk that ends within an update says that it reaches to the update before: who resumes from there misses nothing.
 */
final class Backfill {
    private final View view;
    private final List<Batch> batches;
    private final long last;
    private final @Nullable Long reachesMillis;
    private final int chunk;
    private long from;
    private int batch;
    private int reading;
    private boolean done;

    /**
     * @param from the place after which it begins
     * @param last the place at which it ends
     * @param reachesMillis null when it is all that was missed, else what came since then is in it, all of it
     */
    private Backfill(View view, List<Batch> batches, long from, long last, @Nullable Long reachesMillis, int chunk) {
        this.view = view;
        this.batches = batches;
        this.from = from;
        this.last = last;
        this.reachesMillis = reachesMillis;
        this.chunk = chunk;
    }

    /** All that a session missed since a place, or, where the memory does not reach so far back, all that is remembered. */
    static Backfill of(View view, Place since, Past past, int chunk) {
        long seq = past.now().seq();
        if (past.complete()) {
            return new Backfill(view, past.batches(), since.seq(), seq, null, chunk);
        }
        long reached = past.batches().isEmpty() ? seq : past.batches().get(0).seq() - 1;
        return new Backfill(view, past.batches(), reached, seq, past.reachesMillis(), chunk);
    }

    /** Whether all was written. */
    boolean done() {
        return done;
    }

    /** Appends the next message; there is at least one. */
    void appendNext(FrameWriter writer, ByteBuf frames) {
        int startBatch = batch;
        int startReading = reading;
        advance();
        done = batch == batches.size();
        long to = done ? last : batches.get(batch).seq() - 1;
        long begin = from;
        writer.append(
                frames,
                (messages, out) -> messages.backfill(out, begin, Math.max(begin, to), reachesMillis, sink -> {
                    for (int b = startBatch; b < batches.size() && b <= batch; b++) {
                        Batch piece = batches.get(b);
                        HubFrames.readings(
                                view,
                                piece,
                                b == startBatch ? startReading : 0,
                                b == batch ? reading : piece.size(),
                                sink);
                    }
                }));
        from = Math.max(from, to);
    }

    private void advance() {
        for (int room = chunk; batch < batches.size(); batch++, reading = 0) {
            Batch piece = batches.get(batch);
            for (; reading < piece.size(); reading++) {
                if (view.name(piece.sensor(reading), piece.id(reading)) != null && room-- == 0) {
                    return;
                }
            }
        }
    }
}
