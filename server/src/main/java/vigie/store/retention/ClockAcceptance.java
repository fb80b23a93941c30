package vigie.store.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.store.HistoryException;
import vigie.work.PrivateFiles;

/**
 * The file in the data folder by which a person says that the clock is right: {@code accept-clock}, with the time they saw. It works
 * while the server runs, and for its next start. Thread-safe.
 */
public final class ClockAcceptance {
    private static final Logger LOG = LoggerFactory.getLogger(ClockAcceptance.class);
    private static final String NAME = "accept-clock";
    private static final int MOST_CHARACTERS = 20;

    private final Path file;

    /**
     * @param folder the data folder
     */
    public ClockAcceptance(Path folder) {
        file = folder.resolve(NAME);
    }

    /**
     * Somebody says that the clock is right.
     *
     * @throws HistoryException when the folder cannot be written
     */
    public void give(Clock clock) throws HistoryException {
        try {
            PrivateFiles.createFile(file);
            Files.writeString(file, Long.toString(clock.millis()));
        } catch (IOException e) {
            throw new HistoryException(file + ": cannot be written (" + e + "): run this as the server's user", e);
        }
    }

    /** Whether somebody accepted this time, or one within a day of it. It counts once. */
    boolean take(long epochMillis) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            String text = Files.size(file) > MOST_CHARACTERS
                    ? ""
                    : Files.readString(file).strip();
            Files.delete(file);
            boolean fits = Math.abs(Long.parseLong(text) - epochMillis) <= RetentionClock.TOLERANCE_MILLIS;
            if (!fits) {
                LOG.warn("{} is ignored: it accepts another time than that of the clock now", file);
            }
            return fits;
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} is ignored: {}", file, e.toString());
            return false;
        }
    }
}
