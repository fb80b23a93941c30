package vigie.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import vigie.store.DataFolder;
import vigie.store.HistoryException;
import vigie.store.HistoryReport;
import vigie.store.HistorySize;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;
import vigie.store.sqlite.file.SqliteFile;

/** The history of a data folder, looked at from outside. Stateless. */
public final class HistoryFile {
    private HistoryFile() {}

    /** Whether anything was ever kept there. */
    public static boolean isIn(Path folder) {
        return new SqliteFile(folder).exists();
    }

    /**
     * Says what is kept, and whether it is intact, which takes a second for some hundred megabytes. A server may be using it
     * meanwhile. The next server to open a damaged one knows of it.
     *
     * @throws HistoryException when there is none, or it cannot be read
     */
    public static HistoryReport inspect(Path folder) throws HistoryException {
        SqliteFile file = new SqliteFile(folder);
        requireContent(file);
        try (Connection connection = file.reader()) {
            List<String> problems = new IntegrityCheck(connection).problems();
            if (!problems.isEmpty()) {
                file.suspect(problems.get(0));
                return new HistoryReport(file.path(), List.of(), new HistorySize(0, file.bytes(), 0), 0, problems);
            }
            long bytes = file.bytes();
            try (SqliteReader reader = SqliteReader.open(file, new SkippedRows())) {
                return new HistoryReport(file.path(), reader.sensors(), reader.size(bytes), reader.events(), problems);
            }
        } catch (SQLException e) {
            throw SqliteCauses.explain(file.path(), e);
        } catch (IOException e) {
            throw new HistoryException(file.path() + ": cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static void requireContent(SqliteFile file) throws HistoryException {
        try {
            String fault = file.isEmpty() ? "it is empty (0 bytes)" : file.fault();
            if (fault != null) {
                throw new HistoryException(
                        file.path() + ": " + fault
                                + ". The next server that starts begins a new history; a damaged file is set aside, not deleted");
            }
        } catch (IOException e) {
            throw new HistoryException(file.path() + ": cannot be looked at: " + e.getMessage(), e);
        }
    }

    /**
     * Gives the room of what was dropped back to the disk. Meanwhile it takes as much more as is kept.
     *
     * @param folder which no server uses
     */
    public static void vacuum(DataFolder folder) throws HistoryException {
        SqliteFile file = new SqliteFile(folder.path());
        try (Connection connection = file.writer();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw SqliteCauses.explain(file.path(), e);
        }
    }
}
