package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import vigie.store.sqlite.block.BlockException;
import vigie.store.sqlite.block.BlockReader;
import vigie.store.sqlite.block.Span;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.block.ValueSummary;
import vigie.store.sqlite.file.Schema;
import vigie.store.sqlite.file.SensorRows;
import vigie.store.sqlite.file.SensorRows.SensorRow;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;
import vigie.store.sqlite.table.EventRows;

/** Looks at everything in the file: its structure, every block against what stands beside it, and every event. */
final class IntegrityCheck {
    private static final int MAX_PROBLEMS = 20;

    private final Connection connection;
    private final BlockReader blocks;
    private final List<String> problems = new ArrayList<>();
    private final SkippedRows skipped = new SkippedRows();
    private long left;

    IntegrityCheck(Connection connection) throws SQLException {
        this.connection = connection;
        blocks = new BlockReader(connection, skipped);
    }

    /** What is wrong, the first {@value #MAX_PROBLEMS}; nothing when all is well. */
    List<String> problems() throws SQLException {
        try {
            checkStructure();
            checkSensors();
            checkEvents();
        } catch (SQLException e) {
            if (!SqliteCauses.isDamage(e)) {
                throw e;
            }
            add(String.valueOf(e.getMessage()));
        }
        if (left > 0) {
            problems.add("and " + left + " more");
        }
        return problems;
    }

    private void checkStructure() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MAX_PROBLEMS + ")")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    add(rows.getString(1));
                }
            }
        }
    }

    private void checkSensors() throws SQLException {
        long spans = 0;
        for (SensorRow sensor : SensorRows.read(connection, skipped)) {
            spans += checkBlocks(sensor.key(), sensor.id().toString(), sensor.packed());
        }
        try (Statement statement = connection.createStatement()) {
            long all = Schema.number(statement, "SELECT count(*) FROM block");
            if (all != spans) {
                add(all + " blocks, but " + spans + " belong to a sensor");
            }
        }
        if (skipped.count() > 0) {
            add(skipped.notice());
        }
    }

    private long checkBlocks(long sensor, String id, long packed) throws SQLException {
        long count = 0;
        long readings = 0;
        try (BlockReader.Spans spans = blocks.spans(sensor, Long.MIN_VALUE, Long.MAX_VALUE)) {
            for (Span span = spans.current(); span != null; span = spans.current()) {
                check(id, span);
                count++;
                readings += span.count();
                spans.advance();
            }
        }
        if (readings != packed) {
            add(id + ": " + readings + " readings in blocks, but " + packed + " were put there");
        }
        return count;
    }

    private void check(String id, Span span) throws SQLException {
        try {
            TimedValues readings = blocks.decode(span);
            ValueSummary summary = ValueSummary.of(readings, 0, readings.size());
            if (summary.min() != span.min() || summary.max() != span.max() || summary.mean() != span.mean()) {
                throw new BlockException("its lowest, highest and mean are others");
            }
        } catch (BlockException e) {
            add(id + ": the block of " + span.count() + " readings from " + span.first() + " on: " + e.getMessage());
        }
    }

    private void checkEvents() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (Schema.hasEvents(statement)) {
                new EventRows(connection, skipped).check(this::add);
            }
        }
    }

    private void add(String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        } else {
            left++;
        }
    }
}
