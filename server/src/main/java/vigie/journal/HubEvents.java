package vigie.journal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.hub.Batch;
import vigie.hub.Change;
import vigie.hub.HubSubscriber;
import vigie.sensor.SensorId;
import vigie.sensor.SourceStatus;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;

/**
 * The hub's subscriber that tells what happens there: a sensor that was never heard, a source that is lost, once however often it is
 * tried again, and one that is back. Owned by the hub's ticker.
 */
public final class HubEvents implements HubSubscriber {
    private final Consumer<Happening> listener;
    /** Sensor ids, as far as anything is remembered. */
    private final Set<String> known;
    /** By source id. */
    private final Map<String, SourceOutages> outages = new HashMap<>();

    private HubEvents(Set<String> known, Consumer<Happening> listener) {
        this.known = known;
        this.listener = listener;
    }

    /**
     * Does not subscribe by itself.
     *
     * @param history whose sensors are not new
     * @param events and neither are those that were told as new
     * @param listener such as {@link EventLog#report}; called on the hub's ticker
     * @throws HistoryException when either cannot be read
     */
    public static HubEvents of(History history, EventStore events, Consumer<Happening> listener)
            throws HistoryException {
        Set<String> known = new HashSet<>();
        for (SensorExtent extent : history.sensors()) {
            known.add(extent.sensor().toString());
        }
        events.events(
                EventQuery.all(EnumSet.of(EventKind.SENSOR_NEW)),
                event -> known.add(event.what().subject()));
        return new HubEvents(known, listener);
    }

    @Override
    public void batch(Batch batch) {
        for (Change change : batch.changes()) {
            if (change instanceof Change.SensorAdded added) {
                sensorAdded(added, batch.epochMillis());
            } else if (change instanceof Change.SourceChanged changed) {
                sourceChanged(changed.status(), batch.epochMillis());
            }
        }
        outages.forEach((id, outage) -> {
            if (outage.hasSettled(batch.epochMillis())) {
                listener.accept(new Happening(
                        EventKind.SOURCE_BACK, batch.epochMillis(), id, outage.text(), null, null, false));
                outage.back();
            }
        });
    }

    private void sensorAdded(Change.SensorAdded added, long epochMillis) {
        SensorId id = added.info().id();
        String name = id.toString();
        if (!known.contains(name)) {
            listener.accept(Happening.sensorNew(epochMillis, added.info()));
            known.add(name);
        }
    }

    private void sourceChanged(SourceStatus status, long nowMillis) {
        SourceOutages outage = outages.computeIfAbsent(status.id(), id -> new SourceOutages());
        switch (status.state()) {
            case LOST -> {
                if (outage.isLost()) {
                    outage.lostAgain();
                } else {
                    listener.accept(Happening.source(EventKind.SOURCE_LOST, status));
                    outage.lost(nowMillis);
                }
            }
            case LIVE -> {
                if (outage.mayTellBack(nowMillis)) {
                    listener.accept(Happening.source(EventKind.SOURCE_BACK, status));
                    outage.back();
                }
            }
            case OPENING, ENDED -> {
                // Neither is news.
            }
        }
    }
}
