package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.sensor.AlarmStep;
import vigie.sensor.Event;
import vigie.sensor.Happening;

/** Puts events into their table, and drops them. Belongs to the connection that writes; who calls commits. */
final class EventTable {
    private final PreparedStatement insert;
    private final PreparedStatement drop;

    EventTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO event (id, time, kind, subject, text, who, over, rule,"
                + " severity, alarm, value, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        // An event that raised an alarm has 0 for alarm, one of another kind NULL.
        drop = connection.prepareStatement("WITH standing AS (SELECT value FROM json_each(?))"
                + " DELETE FROM event WHERE id IN (SELECT id FROM event WHERE time < ?"
                + " AND id NOT IN standing AND ifnull(alarm, 0) NOT IN standing ORDER BY time, id LIMIT ?)");
    }

    void append(List<Event> events) throws SQLException {
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
    }

    int dropBefore(long epochMillis, int atMost, Set<Long> alarms) throws SQLException {
        drop.setString(1, numbers(alarms));
        drop.setLong(2, epochMillis);
        drop.setInt(3, atMost);
        return drop.executeUpdate();
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
