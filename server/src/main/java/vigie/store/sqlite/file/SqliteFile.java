package vigie.store.sqlite.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import vigie.work.LogThrottle;
import vigie.work.PrivateFiles;

/** The file, and how connections to it are set up. Immutable. */
public final class SqliteFile {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    private static final String NAME = "history.db";

    /** The log is written back to the file at 4000 pages, 16 MB. Without mmap: a disk that fails then ends the process. */
    private static final List<String> SETTINGS = List.of(
            "PRAGMA busy_timeout = 10000",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cache_size = -4096",
            "PRAGMA wal_autocheckpoint = 4000",
            "PRAGMA journal_size_limit = 67108864");

    /** The formats for writing and reading end before this place of the header: 1, or 2 with a log. */
    private static final int FORMAT_BYTES_END = 20;

    private static final int HIGHEST_FORMAT = 2;

    private final LogThrottle throttle = new LogThrottle();
    private final Path path;

    /** @param folder the data folder */
    public SqliteFile(Path folder) {
        path = folder.resolve(NAME);
    }

    public Path path() {
        return path;
    }

    /** The file, and SQLite's own two beside it while it is open: the log of what was written lately, and that one's index. */
    public List<Path> paths() {
        return List.of(path, path.resolveSibling(NAME + "-wal"), path.resolveSibling(NAME + "-shm"));
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** Notes that the file was seen to be damaged: the next opening then looks at all of it, which takes its time. */
    public void suspect(String why) {
        try {
            Files.writeString(suspicion(), why + System.lineSeparator());
            PrivateFiles.restrict(suspicion());
        } catch (IOException e) {
            if (throttle.isDue()) {
                LOG.warn("{} cannot be written: {}{}", suspicion(), e.getMessage(), throttle.takeHeldBackText());
            }
        }
    }

    public boolean isSuspect() {
        return Files.exists(suspicion());
    }

    public void trust() {
        try {
            Files.deleteIfExists(suspicion());
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", suspicion(), e.getMessage());
        }
    }

    /** Whether it is there, and there is nothing in it. */
    public boolean isEmpty() throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == 0;
    }

    /** Makes the file when there is none; SQLite's own two beside it get its mode. */
    public void createPrivate() throws IOException {
        PrivateFiles.createFile(path);
    }

    /** What is wrong before SQLite has even looked at it; null when nothing is. */
    @Nullable
    public String fault() throws IOException {
        for (Path part : paths()) {
            if (Files.exists(part) && !Files.isRegularFile(part)) {
                return Files.isDirectory(part)
                        ? part.getFileName() + " is a folder"
                        : part.getFileName() + " is no file";
            }
        }
        Path log = paths().get(1);
        if (isEmpty() && Files.exists(log) && Files.size(log) > 0) {
            return "it is empty (0 bytes), although its log is not";
        }
        return saysAnUnknownFormat() ? "its header names a format that SQLite does not have" : null;
    }

    /** SQLite would open such a file, and then refuse to write. */
    private boolean saysAnUnknownFormat() throws IOException {
        byte[] head = new byte[FORMAT_BYTES_END];
        try (InputStream in = Files.exists(path) ? Files.newInputStream(path) : InputStream.nullInputStream()) {
            int read = in.readNBytes(head, 0, head.length);
            return read == head.length
                    && (head[head.length - 1] > HIGHEST_FORMAT || head[head.length - 2] > HIGHEST_FORMAT);
        }
    }

    private Path suspicion() {
        return path.resolveSibling(NAME + "-suspect");
    }

    /** For the one thread that appends. A commit returns when it is on the disk. */
    public Connection writer() throws SQLException {
        return open(List.of());
    }

    /** For a thread that asks: all it sees until the next rollback is of one moment. */
    public Connection reader() throws SQLException {
        return open(List.of("PRAGMA query_only = ON"));
    }

    private Connection open(List<String> more) throws SQLException {
        Connection connection = JDBC.createConnection(JDBC.PREFIX + path, new Properties());
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            for (String setting : more) {
                statement.execute(setting);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    /** Nothing is lost by not having closed it. */
    public static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // It is of no use any more either way.
        }
    }

    /** How much room all of it takes. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path part : paths()) {
            bytes += Files.exists(part) ? Files.size(part) : 0;
        }
        return bytes;
    }
}
