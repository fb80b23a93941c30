package vigie.journal;

import java.util.List;
import vigie.event.Event;

/**
 * Gets every event, in order, each once. Called on the log's own thread, which it must not block. What it throws is logged and harms
 * nobody.
 */
@FunctionalInterface
public interface EventSubscriber {
    /** Events that follow those of the call before. They are remembered, and kept unless the disk fails. */
    void events(List<Event> events);
}
