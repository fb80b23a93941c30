package vigie.store.sqlite.block;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;

/** Finds and decodes blocks on one connection. Used by one thread at a time. */
public final class BlockReader {
    private final PreparedStatement find;
    private final PreparedStatement reaching;
    private final SkippedRows skipped;

    public BlockReader(Connection connection, SkippedRows skipped) throws SQLException {
        this.skipped = skipped;
        find = connection.prepareStatement("SELECT data FROM block WHERE key = ?");
        reaching = connection.prepareStatement("SELECT " + Span.COLUMNS + " FROM span"
                + " WHERE sensor = ? AND first >= ? AND first < ? AND last >= ? ORDER BY first, block");
    }

    /** The spans that reach into a range, by their first time. One such question at a time. */
    public Spans spans(long sensor, long from, long to) throws SQLException {
        reaching.setLong(1, sensor);
        reaching.setLong(2, Span.earliestReaching(from));
        reaching.setLong(3, to);
        reaching.setLong(4, from);
        return new Spans(reaching.executeQuery(), skipped);
    }

    /** The readings of a block; none of a damaged one: it is a gap, and the log tells of it, but the rest can be seen. */
    public TimedValues readings(Span span) throws SQLException {
        try {
            return decode(span);
        } catch (BlockException e) {
            skip(span, e);
            return new TimedValues();
        }
    }

    /** The same, and none either when the file's structure is damaged there. */
    public TimedValues readingsIfAny(Span span) throws SQLException {
        try {
            return readings(span);
        } catch (SQLException e) {
            if (!SqliteCauses.isDamage(e)) {
                throw e;
            }
            skip(span, e);
            return new TimedValues();
        }
    }

    private void skip(Span span, Exception e) {
        skipped.add(span.count() + " readings from " + span.first() + " on (" + e.getMessage() + ")");
    }

    /** The readings of a block, and that it is what its span says. */
    public TimedValues decode(Span span) throws SQLException, BlockException {
        find.setLong(1, span.block());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new BlockException("it is missing");
            }
            TimedValues readings = BlockCodec.decode(row.getBytes(1));
            if (readings.size() != span.count()
                    || readings.time(0) != span.first()
                    || readings.time(readings.size() - 1) != span.last()) {
                throw new BlockException("it is another one");
            }
            return readings;
        }
    }

    /** Spans, one after another; those that make no sense are passed over. */
    public static final class Spans implements AutoCloseable {
        private final ResultSet rows;
        private final SkippedRows skipped;
        private @Nullable Span current;

        private Spans(ResultSet rows, SkippedRows skipped) throws SQLException {
            this.rows = rows;
            this.skipped = skipped;
            advance();
        }

        /** The one at which it stands; null behind the last. */
        @Nullable
        public Span current() {
            return current;
        }

        public void advance() throws SQLException {
            long reached = current == null ? Long.MIN_VALUE : current.first();
            current = null;
            while (current == null && rows.next()) {
                Span next = Span.of(rows);
                if (next.isSensible() && next.first() >= reached) {
                    current = next;
                } else {
                    skipped.add("what is said of the block from " + next.first() + " on");
                }
            }
        }

        @Override
        public void close() throws SQLException {
            rows.close();
        }
    }
}
