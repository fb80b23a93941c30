package vigie.store.sqlite.block;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What stands beside a block: what a question needs to know of it without reading it.
 *
 * @param block its key; later blocks have higher ones
 * @param first the time of its first reading
 * @param last the time of its last reading, less than {@link #MAX_MILLIS} later
 * @param count how many readings
 * @param min the lowest value
 * @param max the highest value
 * @param mean the mean
 */
public record Span(long block, long first, long last, int count, double min, double max, double mean) {
    /** Blocks that reach into a range begin at most this long before it. */
    public static final long MAX_MILLIS = 3_600_000;

    /** In the order of {@link #of}. Doubles are kept as their bits: a column of doubles would forget the sign of zero. */
    public static final String COLUMNS = "block, first, last, count, min, max, mean";

    public static Span of(ResultSet row) throws SQLException {
        return new Span(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                Double.longBitsToDouble(row.getLong(5)),
                Double.longBitsToDouble(row.getLong(6)),
                Double.longBitsToDouble(row.getLong(7)));
    }

    /** Whether a block can be so: flipped bits can say anything. */
    public boolean isSensible() {
        return block > 0
                && count >= 1
                && count <= BlockCodec.MAX_READINGS
                && last >= first
                && last - first >= 0
                && last - first < MAX_MILLIS
                && Double.isFinite(min)
                && Double.isFinite(max)
                && min <= mean
                && mean <= max;
    }

    public boolean liesWithin(long from, long to) {
        return first >= from && last < to;
    }

    /** The earliest begin of a block that may reach to a time. */
    static long earliestReaching(long epochMillis) {
        return epochMillis < Long.MIN_VALUE + MAX_MILLIS ? Long.MIN_VALUE : epochMillis - MAX_MILLIS;
    }
}
