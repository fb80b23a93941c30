package vigie;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vigie.event.Trouble;
import vigie.hub.Hub;
import vigie.journal.EventLog;
import vigie.journal.HubEvents;
import vigie.store.DataFolder;
import vigie.store.EarlierSensors;
import vigie.store.EventStore;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.NoHistory;
import vigie.store.RecentEvents;
import vigie.store.retention.ClockAcceptance;
import vigie.store.retention.Retention;
import vigie.store.retention.RetentionClock;
import vigie.store.sqlite.SqliteHistory;
import vigie.store.writer.HistoryTally;
import vigie.store.writer.HistoryWriter;
import vigie.work.health.Watchdog;

/**
 * What is kept, joined to the hub: the data folder, the history in it, its writer, and the event log. When nothing is to be kept there
 * is no folder and no writer, the history is empty, and events are of this run.
 */
final class HistoryStage implements AutoCloseable {
    private final @Nullable DataFolder folder;
    private final @Nullable HistoryWriter writer;
    private final History history;
    private final EventStore store;
    private final EventLog events;
    private final LongSupplier retentionMillis;

    private HistoryStage(
            @Nullable DataFolder folder,
            History history,
            @Nullable HistoryWriter writer,
            EventStore store,
            EventLog events,
            LongSupplier retentionMillis) {
        this.folder = folder;
        this.history = history;
        this.writer = writer;
        this.store = store;
        this.events = events;
        this.retentionMillis = retentionMillis;
    }

    /**
     * Opens what is kept; the hub goes on with the sensors that were heard lately.
     *
     * @param sources ids of the sources there are
     * @throws HistoryException when another server uses the folder, or it cannot be used
     */
    static HistoryStage open(HistorySettings settings, Path data, Set<String> sources, Hub hub, Clock clock)
            throws HistoryException {
        if (!settings.enabled()) {
            EventStore store = new RecentEvents();
            return new HistoryStage(null, new NoHistory(), null, store, EventLog.open(store, clock), clock::millis)
                    .joined(hub);
        }
        DataFolder folder = DataFolder.take(data);
        SqliteHistory history = null;
        try {
            history = SqliteHistory.open(folder, clock);
            HistoryStage stage = in(folder, history, settings, hub, clock);
            EarlierSensors.of(history, sources, clock.millis()).forEach(hub::remember);
            return stage;
        } catch (HistoryException e) {
            if (history != null) {
                history.close();
            }
            folder.close();
            throw e;
        }
    }

    private static HistoryStage in(
            DataFolder folder, SqliteHistory history, HistorySettings settings, Hub hub, Clock clock)
            throws HistoryException {
        EventLog events = EventLog.open(history, clock);
        history.tellNotices(notice -> tell("history-file", notice, events, clock));
        history.tellSkipped(notice -> tell("history-rows", notice, events, clock));
        RetentionClock retentionClock =
                RetentionClock.of(history, history, history, clock, new ClockAcceptance(folder.path()));
        Retention retention = new Retention(
                history, history, settings, retentionClock, () -> events.now().alarmNumbers(), events::reportTrouble);
        HistoryWriter writer = new HistoryWriter(history, retention, settings, events::reportTrouble, clock);
        hub.subscribe(writer);
        return new HistoryStage(folder, history, writer, history, events, retentionClock::millis).joined(hub);
    }

    private HistoryStage joined(Hub hub) throws HistoryException {
        hub.subscribe(HubEvents.of(history, store, events::report));
        return this;
    }

    /** Stands until the next start: what is missing since then is to be explained to everybody who looks for it. */
    private static void tell(String about, String notice, EventLog events, Clock clock) {
        events.reportTrouble(new Trouble(about, notice, false, clock.millis()));
    }

    /** Where to keep what else is kept; null when nothing is. */
    @Nullable
    Path folder() {
        return folder == null ? null : folder.path();
    }

    /** The time by which old data is dropped, epoch milliseconds: the clock, unless that may be wrong. */
    long retentionMillis() {
        return retentionMillis.getAsLong();
    }

    /** What happens goes there. */
    EventLog events() {
        return events;
    }

    /** What the events are kept in. */
    EventStore eventStore() {
        return store;
    }

    History history() {
        return history;
    }

    HistoryTally tally() {
        return writer == null ? HistoryTally.NOTHING : writer.tally();
    }

    /** From now on what comes is kept. */
    void start() {
        events.start();
        if (writer != null) {
            writer.start();
        }
    }

    /** Has its threads watched. */
    void watchHealth(Watchdog watchdog) {
        watchdog.watch("event log", events.pulse(), Watchdog.HUNG_ON_DISK);
        if (writer != null) {
            watchdog.watch("history writer", writer.pulse(), Watchdog.HUNG_ON_DISK);
        }
    }

    /** Keeps what is left; may be asked on. To be called when the hub is closed. */
    void finish() {
        if (writer != null) {
            writer.close();
        }
    }

    /** Events that wait are kept, too. */
    @Override
    public void close() {
        events.close();
        history.close();
        if (folder != null) {
            folder.close();
        }
    }
}
