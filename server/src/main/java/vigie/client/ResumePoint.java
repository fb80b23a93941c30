package vigie.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.protocol.Place;

/** Where in the stream a client is, learnt from the messages it got. Belongs to one thread. */
final class ResumePoint {
    private @Nullable Place place;

    /** What to ask for as {@code since}; null before the first welcome. */
    @Nullable
    Place place() {
        return place;
    }

    void passed(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "welcome" ->
                welcomed(message.path("epoch").asString(""), message.path("seq").asLong(0));
            case "backfill" -> moveTo(message.path("to"));
            case "update" -> moveTo(message.path("seq"));
            default -> {}
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
