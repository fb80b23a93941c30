package vigie.store;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import vigie.event.Event;

/**
 * Events kept for good, beside the readings. One thread appends, any thread asks and drops meanwhile; every question sees whole appends
 * only.
 */
public interface EventStore {
    /**
     * Keeps events: all or none. When it returns they survive the end of the process and a pulled plug.
     *
     * @param events by growing number, all of them higher than any ever kept
     * @throws HistoryException when they could not be kept; the next append may succeed again
     */
    void appendEvents(List<Event> events) throws HistoryException;

    /** The highest number ever kept, also when that event was dropped since; 0 when there was none. */
    long lastEvent() throws HistoryException;

    /** Gives the events that are asked for, in the order asked for. */
    void events(EventQuery query, Consumer<Event> visitor) throws HistoryException;

    /**
     * Drops events older than a time, at most so many, the oldest first; how many were dropped.
     *
     * @param alarms the numbers of alarms of which every step stays: the event that raised it, and those that name it
     */
    int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) throws HistoryException;
}
