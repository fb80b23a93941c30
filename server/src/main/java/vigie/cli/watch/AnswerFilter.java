package vigie.cli.watch;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which of the messages that come is the answer to the one that was sent: the first with its {@code ref}. Without a {@code ref} it is
 * the first message, on {@code /live} the first that does not come to everyone. Belongs to one thread.
 */
final class AnswerFilter {
    /** What comes without having been asked for. */
    private static final Set<String> STREAM = Set.of("update", "sensor", "status", "source", "event", "here");

    private final @Nullable JsonNode ref;
    private final boolean live;
    private boolean greeted;

    /**
     * A filter for one message.
     *
     * @param sent the message, empty when it was binary
     * @param live whether the server greets, and sends a stream
     */
    AnswerFilter(String sent, boolean live) {
        JsonNode found = parsed(sent).path("ref");
        this.ref = found.isIntegralNumber() ? found : null;
        this.live = live;
    }

    boolean isAnswer(String message) {
        if (ref != null) {
            return ref.equals(parsed(message).path("ref"));
        }
        return !live || !belongsToTheStream(parsed(message).path("type").asString(""));
    }

    private boolean belongsToTheStream(String type) {
        boolean greeting = !greeted && type.equals("welcome");
        greeted = true;
        return greeting || STREAM.contains(type);
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }
}
