package vigie.client;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears, and that calls do not overlap. */
final class SocketNotes implements SocketListener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<SocketError> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public void connected(String subprotocol) {
        note("connected " + subprotocol);
    }

    @Override
    public void text(String message) {
        note("text " + message);
    }

    @Override
    public void binary(byte[] message) {
        note("binary " + new String(message, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void error(SocketError error) {
        errors.add(error);
        note("error " + error.kind());
    }

    @Override
    public void disconnected(int code, String reason) {
        note("disconnected " + code + " " + reason);
    }

    /** What was heard from beginning to end. */
    List<String> awaitEnd() {
        await().until(() -> heard.stream().anyMatch(note -> note.startsWith("disconnected")));
        return heard;
    }

    /** How many threads called. */
    long threads() {
        return threads.stream().distinct().count();
    }

    private void note(String note) {
        threads.add(Thread.currentThread());
        heard.add(note);
    }
}
