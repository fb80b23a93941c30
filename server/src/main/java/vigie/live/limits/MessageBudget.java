package vigie.live.limits;

import java.util.function.LongSupplier;

/** How many messages a client may send: a bucket of tokens. Owned by the session's event loop. */
public final class MessageBudget {
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoClock;
    private double tokens;
    private long filledAt;
    private int refused;

    public MessageBudget(int perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
        this.tokens = burst;
        this.filledAt = nanoClock.getAsLong();
    }

    /** Whether one more message may be followed now. */
    public boolean take() {
        long now = nanoClock.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        if (tokens >= burst - 1) {
            refused = 0;
        }
        if (tokens < 1) {
            refused++;
            return false;
        }
        tokens--;
        return true;
    }

    /** Whether more than half of what it may send at once is left. */
    public boolean isAmple() {
        return tokens > burst / 2.0;
    }

    /** Whether so many were refused since the client was last quiet that it does not heed the answers. */
    public boolean exhausted() {
        return refused > burst;
    }
}
