package vigie.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.protocol.Place;

/** Where in the stream a client is, learnt from the messages it got. Belongs to one thread. */
final class ResumePoint {
    private @Nullable Place place;
    private @Nullable Long event;
    /** The number of the last event in the last welcome; those up to it come before the first update. */
    private long welcomedEvent;

    /** What to ask for as {@code since}; null before the first welcome. */
    @Nullable
    Place place() {
        return place;
    }

    /** What to ask for as {@code events}: the number of the last event; null before the first welcome. */
    @Nullable
    Long event() {
        return event;
    }

    void passed(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "welcome" -> {
                welcomed(message.path("epoch").asString(""), message.path("seq").asLong(0));
                eventsWelcomed(message);
            }
            case "backfill" -> {
                moveTo(message.path("to"));
                moveEventTo(welcomedEvent);
            }
            case "update" -> {
                moveTo(message.path("seq"));
                moveEventTo(welcomedEvent);
            }
            case "event" -> moveEventTo(message.path("id").asLong(0));
            default -> {}
        }
    }

    /**
     * Whoever comes back is told those after the last one first. Numbers beyond the server's last were given before its disk failed,
     * and will be given again; those that are not remembered any more will not come.
     */
    private void eventsWelcomed(JsonNode welcome) {
        if (!welcome.has("event")) {
            return;
        }
        welcomedEvent = welcome.path("event").asLong(0);
        event = event == null ? welcomedEvent : Math.min(event, welcomedEvent);
        moveEventTo(welcome.path("eventsFrom").asLong(0));
    }

    private void moveEventTo(long id) {
        if (event != null) {
            event = Math.max(event, id);
        }
    }

    /** Whoever comes back is told first what was missed: until that came, the place stays. */
    private void welcomed(String epoch, long seq) {
        if (place == null) {
            place = new Place(epoch, seq);
        } else if (!place.epoch().equals(epoch)) {
            place = new Place(epoch, 0);
        }
    }

    private void moveTo(JsonNode seq) {
        if (place != null) {
            place = new Place(place.epoch(), seq.asLong(place.seq()));
        }
    }
}
