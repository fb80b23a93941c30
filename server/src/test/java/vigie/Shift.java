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

/** Somebody who writes notes, and remembers which of them the server has said to have. A note not answered is not written again. */
final class NoteWriter implements AutoCloseable {
    /** By text: the number that the server gave it. */
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    private final Map<Long, String> asked = new ConcurrentHashMap<>();
    private final AtomicLong refs;
    private @Nullable LiveClient client;
    private volatile boolean connected;

    NoteWriter(AtomicLong refs) {
        this.refs = refs;
    }

    /** Begins with the server that is there now: notes are few a minute, but each session has its own. */
    void connect(Supplier<URI> server) {
        close();
        client = new LiveClient(server.get(), "nothing/*", new Answers());
        client.open();
    }

    boolean isConnected() {
        return connected;
    }

    /** Writes one; whether it is taken says the answer. */
    void write() {
        LiveClient current = client;
        if (current != null) {
            long ref = refs.incrementAndGet();
            String text = "note " + ref;
            asked.put(ref, text);
            var unused =
                    current.send("{\"type\":\"note\",\"text\":\"" + text + "\",\"by\":\"Anne\",\"ref\":" + ref + "}");
        }
    }

    Map<String, Long> acknowledged() {
        return acknowledged;
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
                String note = asked.get(message.get("ref").longValue());
                if (note != null) {
                    acknowledged.put(note, message.get("id").longValue());
                }
            }
        }

        @Override
        public void disconnected(String cause, Duration retryIn) {
            connected = false;
        }
    }
}
