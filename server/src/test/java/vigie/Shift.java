package vigie;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.client.LiveClient;
import vigie.client.LiveListener;

/**
 * Somebody who writes notes and acknowledges alarms, and remembers what of that the server has said to have. What is not answered is not
 * done again.
 */
final class Shift implements AutoCloseable {
    private static final String SEEN = "seen";

    /** By text: the number that the server gave it. */
    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    private final Map<Long, String> asked = new ConcurrentHashMap<>();
    private final AtomicLong refs;
    private @Nullable LiveClient client;
    private volatile boolean connected;

    Shift(AtomicLong refs) {
        this.refs = refs;
    }

    /** Begins with the server that is there now: notes are few a minute, of each session. */
    void connect(Supplier<URI> server) {
        close();
        client = new LiveClient(server.get(), "nothing/*", new Answers());
        client.open();
    }

    boolean isConnected() {
        return connected;
    }

    /** Writes a note; whether it is taken says the answer. */
    void write() {
        ask("note", "\"type\":\"note\"");
    }

    /** Acknowledges an alarm, in words of their own; whether that is taken says the answer. */
    void acknowledge(long alarm) {
        ask(SEEN, "\"type\":\"acknowledge\",\"event\":" + alarm);
    }

    private void ask(String word, String what) {
        LiveClient current = client;
        if (current != null) {
            long ref = refs.incrementAndGet();
            String text = word + " " + ref;
            asked.put(ref, text);
            var unused = current.send("{" + what + ",\"text\":\"" + text + "\",\"by\":\"Anne\",\"ref\":" + ref + "}");
        }
    }

    /** Texts and numbers of what the server said it had. */
    Map<String, Long> answered() {
        return answered;
    }

    /** How many of these are acknowledged alarms. */
    long alarmsSeen() {
        return answered.keySet().stream().filter(text -> text.startsWith(SEEN)).count();
    }

    /** How many of these are notes. */
    long notes() {
        return answered.size() - alarmsSeen();
    }

    @Override
    public void close() {
        connected = false;
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private final class Answers implements LiveListener {
        @Override
        public void message(String text, JsonNode message) {
            String type = message.path("type").asString("");
            if (type.equals("welcome")) {
                connected = true;
            } else if (type.equals("done")) {
                String done = asked.get(message.get("ref").longValue());
                if (done != null) {
                    answered.put(done, message.get("id").longValue());
                }
            }
        }

        @Override
        public void disconnected(String cause, Duration retryIn) {
            connected = false;
        }
    }
}
