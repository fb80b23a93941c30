package vigie;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who wants every event, and does what docs/protocol.md says for that: it remembers the number of the last one, and asks for
 * those after it whenever it connects.
 */
final class EventViewer extends ReturningViewer {
    private final String sensors;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile long last;

    /**
     * @param server where the server is now
     * @param sensors which ones it looks at
     */
    EventViewer(Supplier<URI> server, String sensors) {
        super(server);
        this.sensors = sensors;
        open();
    }

    /** What it was told, in this order. */
    List<JsonNode> events() {
        return events;
    }

    /** What it should not have been told. */
    List<String> faults() {
        return faults;
    }

    /** The number of the last one. */
    long last() {
        return last;
    }

    String sensors() {
        return sensors;
    }

    @Override
    public String toString() {
        return "the viewer of " + sensors + ", which is " + condition() + " and has " + last + ",";
    }

    @Override
    String query() {
        return "sensors=" + sensors + "&events=" + last;
    }

    @Override
    void follow(JsonNode message) {
        String type = message.get("type").stringValue();
        if (type.equals("welcome")) {
            check(message.get("event").longValue() >= last, "a number was given twice: " + message);
            check(!message.has("eventsFrom"), "not all were remembered: " + message);
        } else if (type.equals("event")) {
            long id = message.get("id").longValue();
            check(id > last, "out of order, or twice: " + message);
            last = id;
            events.add(message);
        }
    }

    private void check(boolean fine, String fault) {
        if (!fine) {
            faults.add(fault);
        }
    }
}
