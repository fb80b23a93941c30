package vigie.store.sqlite.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.store.sqlite.file.Memo;

/** Puts events into their table, and drops them. Belongs to the connection that writes; who calls commits. */
public final class EventTable {
    /** About how much room an event takes, its part of the indices included. */
    private static final String BYTES = "(76 + 2 * length(kind) + length(CAST(subject AS BLOB))"
            + " + ifnull(length(CAST(text AS BLOB)), 0) + ifnull(length(CAST(who AS BLOB)), 0)"
            + " + ifnull(length(rule), 0) + ifnull(length(severity), 0))";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement drop;

    public EventTable(Connection connection) throws SQLException {
        this.connection = connection;
        insert = connection.prepareStatement("INSERT INTO event (id, time, kind, subject, text, who, over, rule,"
                + " severity, alarm, value, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        // An event that raised an alarm has 0 for alarm, one of another kind NULL.
        drop = connection.prepareStatement("WITH standing AS (SELECT value FROM json_each(?))"
                + " DELETE FROM event WHERE id IN (SELECT id FROM event WHERE time < ?"
                + " AND id NOT IN standing AND ifnull(alarm, 0) NOT IN standing ORDER BY time, id LIMIT ?)"
                + " RETURNING " + BYTES);
    }

    /** Adds up how much room all events take, when that is not known, or cannot be true. */
    public static void ensureBytes(Connection connection, long fileBytes) throws SQLException {
        Long known = Memo.get(connection, Memo.EVENT_BYTES);
        if (known == null || known < 0 || known > 2 * fileBytes) {
            Memo.put(connection, Memo.EVENT_BYTES, sum(connection, Long.MIN_VALUE));
        }
    }

    private static long sum(Connection connection, long fromId) throws SQLException {
        try (PreparedStatement sum =
                connection.prepareStatement("SELECT sum(" + BYTES + ") FROM event WHERE id >= ?")) {
            sum.setLong(1, fromId);
            try (ResultSet row = sum.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    public void append(List<Event> events) throws SQLException {
        for (Event event : events) {
            Happening what = event.what();
            insert.setLong(1, event.id());
            insert.setLong(2, what.epochMillis());
            insert.setString(3, what.kind().word());
            insert.setString(4, what.subject());
            setText(5, what.text());
            setText(6, what.by());
            insert.setInt(7, what.over() ? 1 : 0);
            setAlarm(what.alarm());
            insert.addBatch();
        }
        insert.executeBatch();
        if (!events.isEmpty()) {
            countBytes(sum(connection, events.get(0).id()));
        }
    }

    private void countBytes(long more) throws SQLException {
        Long known = Memo.get(connection, Memo.EVENT_BYTES);
        Memo.put(connection, Memo.EVENT_BYTES, Math.max(0, (known == null ? 0 : known) + more));
    }

    public int dropBefore(long epochMillis, int atMost, Set<Long> alarms) throws SQLException {
        drop.setString(1, numbers(alarms));
        drop.setLong(2, epochMillis);
        drop.setInt(3, atMost);
        int dropped = 0;
        long bytes = 0;
        try (ResultSet rows = drop.executeQuery()) {
            while (rows.next()) {
                dropped++;
                bytes += rows.getLong(1);
            }
        }
        countBytes(-bytes);
        return dropped;
    }

    /** A JSON array: one parameter for however many. */
    private static String numbers(Set<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private void setAlarm(@Nullable AlarmStep step) throws SQLException {
        if (step == null) {
            insert.setNull(8, Types.VARCHAR);
            insert.setNull(9, Types.VARCHAR);
            insert.setNull(10, Types.BIGINT);
            insert.setNull(11, Types.DOUBLE);
            insert.setNull(12, Types.BIGINT);
            return;
        }
        insert.setString(8, step.rule());
        insert.setString(9, step.severity().word());
        insert.setLong(10, step.alarm());
        // SQLite takes NaN for NULL.
        insert.setDouble(11, step.value());
        insert.setLong(12, step.untilMillis());
    }

    private void setText(int column, @Nullable String text) throws SQLException {
        if (text == null) {
            insert.setNull(column, Types.VARCHAR);
        } else {
            insert.setString(column, text);
        }
    }
}
