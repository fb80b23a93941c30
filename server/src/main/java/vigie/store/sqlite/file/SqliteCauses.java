package vigie.store.sqlite.file;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import vigie.store.HistoryException;

/** What SQLite's errors mean for a person: what, why, and what to do. */
public final class SqliteCauses {
    private static final int PRIMARY = 0xff;

    private SqliteCauses() {}

    public static HistoryException explain(Path file, SQLException e) {
        return new HistoryException(file + ": " + cause(file, e), e);
    }

    /** Whether the file itself is what is wrong. */
    public static boolean isDamage(SQLException e) {
        SQLiteErrorCode code = code(e);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** Whether it is not this machine that is at fault, such as its disk, nor who uses it: another file would do. */
    public static boolean isOfTheFile(SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL,
                    SQLITE_READONLY,
                    SQLITE_PERM,
                    SQLITE_AUTH,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_IOERR,
                    SQLITE_NOMEM,
                    SQLITE_INTERRUPT,
                    SQLITE_ABORT,
                    SQLITE_NOLFS,
                    SQLITE_PROTOCOL -> false;
            default -> true;
        };
    }

    private static String cause(Path file, SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL -> "the disk is full: make room on it, or set history.max-size lower";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "it may not be written: give this user the right to write in " + file.getParent();
            case SQLITE_CANTOPEN ->
                "it cannot be opened: this user needs the right to write in " + file.getParent()
                        + ", and the disk some room";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds it: end what works on this file";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "it is damaged: restart Vigie, which sets the file aside and begins a new one";
            case SQLITE_IOERR ->
                "the disk does not do as told: look for its errors in the system's log (dmesg), and whether it"
                        + " is full (" + e.getMessage() + ")";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** SQLite has one code for each kind of error, in the lowest byte of more special ones. */
    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY);
    }
}
