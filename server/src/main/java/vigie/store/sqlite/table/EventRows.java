package vigie.store.sqlite.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.store.EventQuery;
import vigie.store.sqlite.file.Schema;
import vigie.store.sqlite.file.SensorRows;
import vigie.store.sqlite.file.SkippedRows;

/** Reads events out of their table. Belongs to a connection that asks. */
public final class EventRows {
    private static final String COLUMNS =
            "SELECT id, time, kind, subject, text, who, over, rule, severity, alarm, value, until FROM event";

    /** JavaScript counts so far exactly; no server tells so many. */
    private static final long HIGHEST_NUMBER = 1L << 52;

    private final Connection connection;
    private final SkippedRows skipped;

    public EventRows(Connection connection, SkippedRows skipped) {
        this.connection = connection;
        this.skipped = skipped;
    }

    /** The highest number that an event ever had, whichever of the two places that say so is damaged. */
    public static long lastNumber(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Math.max(
                    Schema.number(
                            statement,
                            "SELECT max(seq) FROM sqlite_sequence WHERE name = 'event'"
                                    + " AND typeof(seq) = 'integer' AND seq <= " + HIGHEST_NUMBER),
                    Math.max(0, Schema.number(statement, "SELECT max(id) FROM event WHERE id <= " + HIGHEST_NUMBER)));
        }
    }

    public void read(EventQuery query, Consumer<Event> visitor) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(sql(query))) {
            question.setLong(1, query.after());
            question.setLong(2, query.before());
            question.setLong(3, query.from());
            question.setLong(4, query.to());
            question.setInt(5, query.limit());
            try (ResultSet rows = question.executeQuery()) {
                long before = query.newestFirst() ? Long.MAX_VALUE : 0;
                while (rows.next()) {
                    Event event = event(rows);
                    if (event == null || (event.id() < before) != query.newestFirst() || event.id() == before) {
                        skipped.add("event " + rows.getLong(1) + ", " + rows.getString(3));
                    } else {
                        visitor.accept(event);
                        before = event.id();
                    }
                }
            }
        }
    }

    /** Looks at every event. */
    public void check(Consumer<String> problem) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS + " ORDER BY id")) {
            while (rows.next()) {
                if (event(rows) == null) {
                    problem.accept("event " + rows.getLong(1) + ": kind " + rows.getString(3) + " is not known, or it"
                            + " lacks what its kind has");
                }
            }
        }
    }

    /** The words of kinds are our own: they need no quoting. */
    private static String sql(EventQuery query) {
        String kinds =
                query.kinds().stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(", "));
        return COLUMNS + " WHERE id > ? AND id < ? AND time >= ? AND time < ? AND kind IN (" + kinds + ") ORDER BY id"
                + (query.newestFirst() ? " DESC" : "") + " LIMIT ?";
    }

    private static @Nullable Event event(ResultSet row) throws SQLException {
        EventKind kind = find(EventKind.class, row.getString(3));
        AlarmStep step = step(row);
        String subject = row.getString(4);
        long id = row.getLong(1);
        if (kind == null || subject == null || id < 1 || id > HIGHEST_NUMBER || !isWholeNumber(row, 2)) {
            return null;
        }
        if (kind.isAlarm() != (step != null) || (kind.isAlarm() && SensorRows.id(subject) == null)) {
            return null;
        }
        return new Event(
                id,
                new Happening(
                        kind, row.getLong(2), subject, row.getString(5), row.getString(6), step, row.getInt(7) != 0));
    }

    private static boolean isWholeNumber(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof Number number && number.doubleValue() == number.longValue();
    }

    private static @Nullable AlarmStep step(ResultSet row) throws SQLException {
        String rule = row.getString(8);
        Severity severity = find(Severity.class, row.getString(9));
        if (rule == null || severity == null) {
            return null;
        }
        double number = row.getDouble(11);
        double value = row.wasNull() || !Double.isFinite(number) ? Double.NaN : number;
        return new AlarmStep(rule, severity, row.getLong(10), value, row.getLong(12));
    }

    /** The constant of this word, null when there is none. */
    private static <E extends Enum<E>> @Nullable E find(Class<E> type, @Nullable String word) {
        if (word == null) {
            return null;
        }
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
