package vigie.store.sqlite.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.file.SkippedRows;

/** What rows of the tail hold. Stateless. */
public final class TailRows {
    /** The bits of a number that is none. */
    private static final long NONSENSE = Double.doubleToRawLongBits(Double.NaN);

    /** The value's bits; those of NaN when a column holds anything else than a whole number. */
    public static final String VALUE =
            "CASE WHEN typeof(time) = 'integer' AND typeof(value) = 'integer' THEN value ELSE " + NONSENSE + " END";

    private TailRows() {}

    /** Adds a row, or passes it over when it makes no sense. */
    public static void add(ResultSet row, int timeColumn, TimedValues target, SkippedRows skipped) throws SQLException {
        double value = Double.longBitsToDouble(row.getLong(timeColumn + 1));
        if (Double.isFinite(value)) {
            target.add(row.getLong(timeColumn), value);
        } else {
            skipped.add("a reading of " + row.getLong(timeColumn) + " that is no number");
        }
    }
}
