package vigie.hub;

/** When to tick: a steady beat; beats that come while the one before is still at work are left out, not made up for. */
final class Beat {
    private final long periodNanos;
    private long nextNanos;

    Beat(long periodNanos, long nowNanos) {
        this.periodNanos = periodNanos;
        this.nextNanos = nowNanos + periodNanos;
    }

    /** How long until the next one; zero or less when it is due. */
    long waitNanos(long nowNanos) {
        return nextNanos - nowNanos;
    }

    /** The work of this beat is done. Whether that was late: not before the next was due. */
    boolean doneLate(long nowNanos) {
        long missed = (nowNanos - nextNanos) / periodNanos;
        nextNanos += periodNanos * Math.max(1, missed);
        return missed > 0;
    }
}
