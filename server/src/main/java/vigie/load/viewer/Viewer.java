package vigie.load.viewer;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import vigie.load.result.LoadCounts;
import vigie.load.result.MessageFacts;
import vigie.load.socket.LoadSocket;
import vigie.load.socket.LoadSocketListener;

/** One simulated viewer: where in the stream it is, and what it saw. Owned by the event loop. */
public final class Viewer implements LoadSocketListener {
    private final Viewers viewers;
    private final boolean slow;
    private @Nullable LoadSocket socket;
    private boolean welcome;
    private boolean over;
    private long arrivalMicros;
    private long lastSeq;
    private int updates;
    private long newestMillis;
    private long resumedMillis;
    private long caughtUpAfterMillis = -1;

    /**
     * @param slow whether it is one of those that stop reading
     */
    Viewer(Viewers viewers, boolean slow) {
        this.viewers = viewers;
        this.slow = slow;
    }

    boolean isSlow() {
        return slow;
    }

    /** Whether it is seeing the stream. */
    boolean isOpen() {
        return welcome && !over;
    }

    boolean isOver() {
        return over;
    }

    /** How many updates it got since counting began. */
    int updates() {
        return updates;
    }

    /** The time of the newest reading it knows, epoch milliseconds; 0 before the first. */
    long newestMillis() {
        return newestMillis;
    }

    /** How long after it read again the first update came that was made after that; -1 when none came. */
    long caughtUpAfterMillis() {
        return caughtUpAfterMillis;
    }

    /** From here on it counts. */
    void beginCounting() {
        updates = 0;
        resumedMillis = 0;
        caughtUpAfterMillis = -1;
    }

    public void stopReading() {
        if (socket != null) {
            socket.setReading(false);
        }
    }

    void readAgain(long epochMillis) {
        resumedMillis = epochMillis;
        if (socket != null) {
            socket.setReading(true);
        }
    }

    void close() {
        if (socket != null && !over) {
            socket.close();
        }
    }

    void abort(String cause) {
        if (socket != null && !over) {
            socket.abort(cause);
        }
    }

    void connecting(LoadSocket connecting) {
        socket = connecting;
    }

    @Override
    public void opened(boolean deflate) {
        viewers.negotiated(deflate);
    }

    @Override
    public void received(int bytes) {
        arrivalMicros = viewers.nowMicros();
        viewers.counts(slow).bytes += bytes;
    }

    @Override
    public void message(ByteBuf in, int index, int length, boolean compressed) {
        MessageFacts message = viewers.facts(in, index, length, compressed);
        LoadCounts counts = viewers.counts(slow);
        counts.message(message);
        switch (message.kind()) {
            case WELCOME -> welcomed(message);
            case UPDATE -> updated(message, counts);
            case PROBLEM, OTHER, UNREADABLE -> {}
        }
    }

    @Override
    public void failed(String cause) {
        over = true;
        viewers.failed(cause);
    }

    @Override
    public void ended(int code, String reason) {
        over = true;
        if (welcome) {
            viewers.ended(code, reason, slow);
        } else {
            viewers.failed("closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    private void welcomed(MessageFacts message) {
        lastSeq = message.seq();
        if (!welcome) {
            welcome = true;
            viewers.opened();
        }
    }

    private void updated(MessageFacts update, LoadCounts counts) {
        viewers.step(update.seq() - lastSeq - 1 - update.thinned());
        lastSeq = update.seq();
        updates++;
        newestMillis = Math.max(newestMillis, update.newestMillis());
        counts.update(update, arrivalMicros);
        if (resumedMillis > 0 && caughtUpAfterMillis < 0 && update.tickMillis() >= resumedMillis) {
            caughtUpAfterMillis = Math.max(0, arrivalMicros / 1000 - resumedMillis);
        }
    }
}
