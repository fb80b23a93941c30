package vigie.live.catchup;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.Past;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.HubFrames;
import vigie.live.view.View;
import vigie.protocol.Place;

/**
 * What a session missed, in whole messages of bounded size. Owned by the session's event loop.
 *
 * <p>A chunk that ends within an update says that it reaches to the update before: who resumes from there misses nothing. Between its
 * turns a session holds nothing of the past but its place in it: what the hub forgets meanwhile is not told, and the next chunk says so.
 */
public final class Backfill {
    private final Hub hub;
    private final View view;
    private final long last;
    private final int chunk;
    /** What the session has. */
    private long from;
    /** The batch that is next, and its reading that is next. */
    private long batchSeq;

    private int reading;
    /** Null when nothing is missing so far, else what came since then is told, all of it. */
    private @Nullable Long reachesMillis;
    /** Those from the next one on, while it is the session's turn; else null. */
    private @Nullable List<Batch> batches;

    private boolean done;

    /**
     * @param from the place after which it begins
     * @param last the place at which it ends
     * @param reachesMillis null when it is all that was missed, else what came since then is in it, all of it
     */
    private Backfill(Hub hub, View view, long from, long last, @Nullable Long reachesMillis, int chunk) {
        this.hub = hub;
        this.view = view;
        this.from = from;
        this.batchSeq = from + 1;
        this.last = last;
        this.reachesMillis = reachesMillis;
        this.chunk = chunk;
    }

    /** All that a session missed since a place, or, where the memory does not reach so far back, all that is remembered. */
    public static Backfill of(Hub hub, View view, Place since, Past past, int chunk) {
        long seq = past.now().seq();
        boolean complete = past.complete();
        long begin = complete ? since.seq() : placeBefore(past.batches(), seq);
        Backfill backfill = new Backfill(hub, view, begin, seq, complete ? null : past.reachesMillis(), chunk);
        backfill.batches = past.batches();
        return backfill;
    }

    private static long placeBefore(List<Batch> batches, long seq) {
        return batches.isEmpty() ? seq : batches.get(0).seq() - 1;
    }

    /** Whether all was written. */
    public boolean done() {
        return done;
    }

    /** It is another's turn: the past is the hub's alone. */
    public void pause() {
        batches = null;
    }

    /** Appends the next message; there is at least one. */
    public void appendNext(FrameWriter writer, ByteBuf frames) {
        List<Batch> pieces = remembered();
        long startSeq = batchSeq;
        int startReading = reading;
        int end = advance(pieces, indexOf(pieces, startSeq));
        done = batchSeq > last;
        long to = done ? last : batchSeq - 1;
        long begin = from;
        int endReading = reading;
        writer.append(
                frames,
                (messages, out) -> messages.backfill(out, begin, Math.max(begin, to), reachesMillis, sink -> {
                    for (int b = indexOf(pieces, startSeq); b <= end && b < pieces.size(); b++) {
                        Batch piece = pieces.get(b);
                        HubFrames.readings(
                                view,
                                piece,
                                piece.seq() == startSeq ? startReading : 0,
                                b == end ? endReading : piece.size(),
                                sink);
                    }
                }));
        from = Math.max(from, to);
    }

    /** Batches from the next one on; when that is forgotten, from the oldest on. */
    private List<Batch> remembered() {
        List<Batch> known = batches;
        if (known == null) {
            Past past = hub.since(batchSeq - 1);
            known = past.batches();
            batches = known;
            if (!past.complete()) {
                reachesMillis = past.reachesMillis();
                from = Math.min(last, placeBefore(known, last));
                batchSeq = from + 1;
                reading = 0;
            }
        }
        return known;
    }

    /** Batches are numbered without gaps. */
    private static int indexOf(List<Batch> pieces, long seq) {
        return pieces.isEmpty() ? 0 : (int) Math.max(0, seq - pieces.get(0).seq());
    }

    /** Goes on by a chunk. Returns the index of the batch in which it ends. */
    private int advance(List<Batch> pieces, int first) {
        int room = chunk;
        int index = first;
        for (; index < pieces.size() && batchSeq <= last; index++, batchSeq++, reading = 0) {
            Batch piece = pieces.get(index);
            for (; reading < piece.size(); reading++) {
                if (view.shows(piece.sensor(reading), piece.id(reading)) && room-- == 0) {
                    return index;
                }
            }
        }
        batchSeq = Math.max(batchSeq, last + 1);
        return index;
    }
}
