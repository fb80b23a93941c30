package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/** Finds and decodes blocks on one connection. Used by one thread at a time. */
final class BlockReader {
    private static final Logger LOG = LoggerFactory.getLogger(BlockReader.class);

    private final LogThrottle throttle = new LogThrottle();
    private final PreparedStatement find;
    private final PreparedStatement reaching;

    BlockReader(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT data FROM block WHERE key = ?");
        reaching = connection.prepareStatement("SELECT " + Span.COLUMNS + " FROM span"
                + " WHERE sensor = ? AND first >= ? AND first < ? AND last >= ? ORDER BY first, block");
    }

    /** The spans that reach into a range, by their first time. One such question at a time. */
    Spans spans(int sensor, long from, long to) throws SQLException {
        reaching.setInt(1, sensor);
        reaching.setLong(2, Span.earliestReaching(from));
        reaching.setLong(3, to);
        reaching.setLong(4, from);
        return new Spans(reaching.executeQuery());
    }

    /** The readings of a block; none of a damaged one: it is a gap, and the log tells of it, but the rest can be seen. */
    TimedValues readings(Span span) throws SQLException {
        try {
            return decode(span);
        } catch (BlockException e) {
            if (throttle.isDue()) {
                LOG.error(
                        "{} readings kept on disk from {} on are damaged and left out ({}). `./vigie history` says"
                                + " what else is.{}",
                        span.count(),
                        span.first(),
                        e.getMessage(),
                        throttle.takeHeldBackText());
            }
            return new TimedValues();
        }
    }

    /** The readings of a block, and that it is what its span says. */
    TimedValues decode(Span span) throws SQLException, BlockException {
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

    /** Spans, one after another. */
    static final class Spans implements AutoCloseable {
        private final ResultSet rows;
        private @Nullable Span current;

        private Spans(ResultSet rows) throws SQLException {
            this.rows = rows;
            advance();
        }

        /** The one at which it stands; null behind the last. */
        @Nullable
        Span current() {
            return current;
        }

        void advance() throws SQLException {
            current = rows.next() ? Span.of(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            rows.close();
        }
    }
}
