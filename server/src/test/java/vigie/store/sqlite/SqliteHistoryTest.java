package vigie.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryContract;
import vigie.store.HistoryException;

/** As it comes: what these tests keep stays in the tail. */
final class SqliteHistoryTest extends HistoryContract {
    @TempDir
    Path path;

    @SuppressWarnings("NullAway.Init") // open() does, before each test
    private DataFolder folder;

    @Override
    protected History open() throws HistoryException {
        folder = DataFolder.take(path);
        return SqliteHistory.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void release() {
        folder.close();
    }
}
