package vigie.http.websocket;

/** What one connection holds of the budget for input in flight. Owned by the connection's event loop. */
public final class InflightShare {
    /** A connection that holds at most this much is a sender of short messages: 4 KiB. */
    private static final int SHORT = 4096;

    private final InflightBytes all;
    private long held;
    private boolean closed;

    public InflightShare(InflightBytes all) {
        this.all = all;
    }

    /** Takes memory, or says that the budget does not allow it. */
    public boolean take(long bytes) {
        if (closed || !all.take(bytes, held + bytes <= SHORT)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /**
     * Takes memory.
     *
     * @throws WebSocketRefusedException when the budget does not allow it
     */
    void require(long bytes) throws WebSocketRefusedException {
        if (!take(bytes)) {
            throw WebSocketRefusedException.tooMuchInFlight();
        }
    }

    /** Returns memory. After {@link #close} there is nothing to return. */
    public void give(long bytes) {
        long given = Math.min(bytes, held);
        held -= given;
        all.give(given);
    }

    /** Returns everything, and takes nothing any more. */
    public void close() {
        closed = true;
        give(held);
    }
}
