package vigie;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import vigie.alarm.watch.AlarmWatch;
import vigie.api.AlarmDocuments;
import vigie.api.ApiDocument;
import vigie.config.VigieConfig;
import vigie.hub.Hub;
import vigie.journal.AlarmDesk;
import vigie.journal.EventLog;
import vigie.notify.Webhooks;
import vigie.past.WouldHaveFired;
import vigie.protocol.document.HookWriter;
import vigie.store.History;
import vigie.work.health.Pulse;

/** Alarms, joined to the hub and the event log: the watch over the rules, and who else is told. */
final class AlarmStage implements AutoCloseable {
    private final EventLog events;
    private final AlarmWatch watch;
    private final Webhooks webhooks;

    private AlarmStage(EventLog events, AlarmWatch watch, Webhooks webhooks) {
        this.events = events;
        this.watch = watch;
        this.webhooks = webhooks;
    }

    /**
     * Joins it.
     *
     * @param dashboard where the page is, once the server listens
     */
    static AlarmStage join(VigieConfig config, Hub hub, EventLog events, Supplier<URI> dashboard, Clock clock) {
        AlarmWatch watch = new AlarmWatch(
                config.alarms(),
                config::rangeAlarm,
                new AlarmWatch.Surroundings(
                        hub::info,
                        () -> hub.snapshot().sensors(),
                        events::report,
                        events::submit,
                        events::reportTrouble,
                        config.hub().tick(),
                        clock));
        HookWriter writer = new HookWriter(config.live().server());
        Webhooks webhooks = new Webhooks(
                config.webhooks(),
                event -> writer.body(event, dashboard.get().toString()),
                events::reportTrouble,
                clock);
        hub.subscribe(watch);
        events.subscribe(watch);
        events.subscribe(webhooks);
        return new AlarmStage(events, watch, webhooks);
    }

    /** Beats while alarms are watched for. */
    Pulse pulse() {
        return watch.pulse();
    }

    AlarmDesk desk() {
        return watch.desk();
    }

    /** What HTTP shows of it. */
    Map<String, ApiDocument> documents(History history, Hub hub, Clock clock) {
        return AlarmDocuments.of(events::now, watch::rules, new WouldHaveFired(history, hub::info), clock::millis);
    }

    /** What became of readings and webhooks. */
    Map<String, Object> tally() {
        return Map.of("watch", watch.tally(), "webhooks", webhooks.tallies());
    }

    /** Begins, with the alarms that stood before. To be called when the event log has started, before the hub does. */
    void start() {
        watch.start(events.now().alarms());
    }

    /** To be called when the hub is closed, before the event log is. */
    @Override
    public void close() {
        watch.close();
        webhooks.close();
    }
}
