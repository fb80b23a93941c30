package vigie.watch;

import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session on {@code /live} that comes back: it reconnects with back-off and resumes where it was, so that its listener sees
 * each update once. {@link #run} belongs to one thread, {@link #close} may be called from any.
 */
public final class LiveClient implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The server pings every 20 s: two missed and the line is dead. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final URI live;
    private final @Nullable String sensors;
    private final LiveListener listener;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final JsonMapper json = new JsonMapper();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable WebSocket socket;
    private @Nullable String epoch; // the socket's thread, one session at a time
    private long seq;

    /**
     * @param server the server's address, {@code http} or {@code https}
     * @param sensors globs, separated by commas; all sensors when null
     */
    public LiveClient(URI server, @Nullable String sensors, LiveListener listener) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        this.live = URI.create(scheme + "://" + server.getAuthority() + "/live");
        this.sensors = sensors;
        this.listener = listener;
    }

    /**
     * Stays connected until closed.
     *
     * @throws LiveRefusedException when the server answers and refuses, other than for being full
     */
    public void run() throws LiveRefusedException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            LiveSocket session = new LiveSocket(this::accept);
            String cause = session(session);
            if (closing.getCount() == 0) {
                return;
            }
            pause = session.heard() ? FIRST_PAUSE : pause;
            listener.disconnected(cause, pause);
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    /** Runs one session to its end and says why it ended. */
    private String session(LiveSocket session) throws LiveRefusedException, InterruptedException {
        try {
            WebSocket open = http.newWebSocketBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .subprotocols("vigie.v1.json")
                    .buildAsync(address(), session)
                    .join();
            socket = open;
            listener.connected();
            return untilClosed(session, open);
        } catch (CompletionException e) {
            return causeOf(e);
        }
    }

    private String untilClosed(LiveSocket session, WebSocket open) throws InterruptedException {
        while (true) {
            try {
                return session.closed().get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (closing.getCount() == 0 || session.silence().compareTo(LONGEST_SILENCE) > 0) {
                    open.abort();
                    return "nothing heard for " + session.silence().toSeconds() + " s";
                }
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause());
            }
        }
    }

    private String causeOf(CompletionException e) throws LiveRefusedException {
        Throwable cause = e.getCause();
        if (cause instanceof WebSocketHandshakeException refusal) {
            int status = refusal.getResponse().statusCode();
            if (status == 503) {
                return "the server is full";
            }
            throw new LiveRefusedException(
                    live + " refused the session with HTTP status " + status + " (is this a Vigie server?)", e);
        }
        if (cause instanceof ConnectException) {
            return "no server answers at " + live.getAuthority() + " (is it running? ./vigie starts one)";
        }
        return String.valueOf(cause);
    }

    private URI address() {
        StringBuilder query = new StringBuilder();
        if (sensors != null) {
            query.append("sensors=").append(URLEncoder.encode(sensors, StandardCharsets.UTF_8));
        }
        if (epoch != null) {
            query.append(query.isEmpty() ? "" : "&")
                    .append("since=")
                    .append(epoch)
                    .append(':')
                    .append(seq);
        }
        return query.isEmpty() ? live : URI.create(live + "?" + query);
    }

    private void accept(String text) {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JacksonException e) {
            return;
        }
        switch (message.path("type").asString("")) {
            case "welcome" -> welcomed(message);
            case "backfill" -> seq = message.path("to").asLong(seq);
            case "update" -> seq = message.path("seq").asLong(seq);
            default -> {}
        }
        listener.message(text, message);
    }

    /** In the same epoch what was missed comes first, as backfill: until then the place to resume from stays. */
    private void welcomed(JsonNode welcome) {
        String current = welcome.path("epoch").asString("");
        if (!current.equals(epoch)) {
            epoch = current;
            seq = welcome.path("seq").asLong(0);
        }
    }
}
