package vigie;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vigie.history.DataFolder;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.history.HistorySettings;
import vigie.history.HistoryTally;
import vigie.history.HistoryWriter;
import vigie.history.NoHistory;
import vigie.history.Retention;
import vigie.history.sqlite.SqliteHistory;
import vigie.hub.Hub;
import vigie.sensor.Trouble;

/**
 * What is kept, joined to the hub: the data folder, the history in it, and its writer. When nothing is to be kept there is no folder
 * and no writer, and the history is empty.
 */
final class HistoryStage implements AutoCloseable {
    private final @Nullable DataFolder folder;
    private final @Nullable HistoryWriter writer;
    private final History history;

    private HistoryStage(@Nullable DataFolder folder, History history, @Nullable HistoryWriter writer) {
        this.folder = folder;
        this.history = history;
        this.writer = writer;
    }

    /**
     * Opens what is kept.
     *
     * @throws HistoryException when another server uses the folder, or it cannot be used
     */
    static HistoryStage open(HistorySettings settings, Path data, Hub hub, Clock clock) throws HistoryException {
        if (!settings.enabled()) {
            return new HistoryStage(null, new NoHistory(), null);
        }
        DataFolder folder = DataFolder.take(data);
        try {
            SqliteHistory history = SqliteHistory.open(folder, clock);
            tellNotice(history.notice(), hub, clock);
            Retention retention = new Retention(history, settings, clock);
            HistoryWriter writer = new HistoryWriter(history, retention, settings, hub::troubleChanged, clock);
            hub.subscribe(writer);
            return new HistoryStage(folder, history, writer);
        } catch (HistoryException e) {
            folder.close();
            throw e;
        }
    }

    /** Stands until the next start: what is missing since then is to be explained to everybody who looks for it. */
    private static void tellNotice(@Nullable String notice, Hub hub, Clock clock) {
        if (notice != null) {
            hub.troubleChanged(new Trouble("history-file", notice, false, clock.millis()));
        }
    }

    /** Where to keep what else is kept; null when nothing is. */
    @Nullable
    Path folder() {
        return folder == null ? null : folder.path();
    }

    History history() {
        return history;
    }

    HistoryTally tally() {
        return writer == null ? HistoryTally.NOTHING : writer.tally();
    }

    /** From now on what comes is kept. */
    void start() {
        if (writer != null) {
            writer.start();
        }
    }

    /** Keeps what is left; may be asked on. To be called when the hub is closed. */
    void finish() {
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public void close() {
        history.close();
        if (folder != null) {
            folder.close();
        }
    }
}
