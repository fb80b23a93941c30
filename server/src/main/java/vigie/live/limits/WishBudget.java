package vigie.live.limits;

import java.util.concurrent.atomic.AtomicLong;

/** The memory of all views that clients asked for and have not got yet, against a limit. Thread-safe. */
public final class WishBudget {
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    public WishBudget(long limit) {
        this.limit = limit;
    }

    /** So much more, or less; false when that is too much, and then nothing has changed. */
    public boolean change(long difference) {
        if (bytes.addAndGet(difference) <= limit || difference <= 0) {
            return true;
        }
        bytes.addAndGet(-difference);
        return false;
    }

    /** How much they take now. */
    public long bytes() {
        return bytes.get();
    }
}
