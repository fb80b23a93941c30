package vigie.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.event.Trouble;
import vigie.sensor.SensorId;

/** Against a real HTTP server that fails, hangs, goes, and comes back. */
class WebhooksTest {
    private static final SensorId OVEN = SensorId.parse("bench/oven");
    private static final int HANG = -1;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch hanging = new CountDownLatch(1);
    /** What it answers next; 200 when nothing is left. */
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private HttpServer server = serve(0);
    /** Longer than a busy machine takes, unless the server is to hang. */
    private Duration timeout = Duration.ofSeconds(10);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        hanging.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    @Test
    void raisedClearedAndAcknowledged_arePosted_inOrder_othersAreNot() {
        try (Webhooks hooks = started(Severity.INFO)) {
            hooks.events(List.of(
                    event(1, EventKind.ALARM_RAISED, Severity.WARNING),
                    event(2, EventKind.ALARM_SHELVED, Severity.WARNING),
                    event(3, EventKind.ALARM_ACKNOWLEDGED, Severity.WARNING),
                    new Event(4, Happening.note(5, OVEN, "Anne", "hello")),
                    event(5, EventKind.ALARM_CLEARED, Severity.WARNING)));
            await().until(() -> received.size() == 3);
            assertThat(received).containsExactly("application/json 1", "application/json 3", "application/json 5");
            assertThat(troubles).isEmpty();
            await().until(() -> hooks.tallies().get(0).taken() == 3);
        }
    }

    @Test
    void severity_chooses() {
        try (Webhooks hooks = started(Severity.WARNING)) {
            hooks.events(List.of(
                    event(1, EventKind.ALARM_RAISED, Severity.INFO),
                    event(2, EventKind.ALARM_RAISED, Severity.CRITICAL)));
            await().until(() -> received.size() == 1);
            assertThat(received).containsExactly("application/json 2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, HANG})
    void failure_isTriedAgain_nothingIsLostOrOutOfOrder_andIsToldAndOver(int failure) {
        answers.add(failure);
        timeout = failure == HANG ? Duration.ofSeconds(1) : timeout;
        try (Webhooks hooks = started(Severity.INFO)) {
            hooks.events(List.of(
                    event(1, EventKind.ALARM_RAISED, Severity.INFO), event(2, EventKind.ALARM_CLEARED, Severity.INFO)));
            await().until(() -> hooks.tallies().get(0).taken() == 2);
            assertThat(received).containsExactly("application/json 1", "application/json 1", "application/json 2");
            assertThat(troubles).extracting(Trouble::over).containsExactly(false, true);
            assertThat(troubles.get(0).about()).isEqualTo("webhook " + url());
        }
    }

    @Test
    void refusal_isNotTriedAgain() {
        answers.add(400);
        try (Webhooks hooks = started(Severity.INFO)) {
            hooks.events(List.of(
                    event(1, EventKind.ALARM_RAISED, Severity.INFO), event(2, EventKind.ALARM_CLEARED, Severity.INFO)));
            await().until(() -> hooks.tallies().get(0).taken() == 1);
            assertThat(received).containsExactly("application/json 1", "application/json 2");
            assertThat(hooks.tallies().get(0).refused()).isEqualTo(1);
            assertThat(troubles.get(0).text()).startsWith("refuses events with 400");
        }
    }

    @Test
    void serverThatIsGone_getsAllWhenItIsBack() {
        int port = server.getAddress().getPort();
        server.stop(0);
        try (Webhooks hooks = new Webhooks(
                List.of(settings(port, Severity.INFO)), WebhooksTest::body, troubles::add, Clock.systemUTC())) {
            hooks.events(List.of(event(1, EventKind.ALARM_RAISED, Severity.INFO)));
            await().until(() -> hooks.tallies().get(0).failures() > 0);
            server = serve(port);
            server.start();
            await().until(() -> hooks.tallies().get(0).taken() == 1);
            assertThat(received).containsExactly("application/json 1");
        }
    }

    @Test
    void moreThanMayWait_theNewestAreKept_andTheLostCounted() {
        answers.add(HANG);
        try (Webhooks hooks = started(Severity.INFO)) {
            for (int i = 1; i <= Webhook.MOST_WAITING + 11; i++) {
                hooks.events(List.of(event(i, EventKind.ALARM_RAISED, Severity.INFO)));
            }
            WebhookTally tally = hooks.tallies().get(0);
            assertThat(tally.lost()).isBetween(10L, 11L);
            assertThat(tally.waiting()).isEqualTo(Webhook.MOST_WAITING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host/x, ftp://host/x",
        "host:80, host:80",
        "http://, http://",
        "http://anne:secret@host/, http://…@host/",
        "http://anne:secret@ho st/x?k=1, http://…@ho st/x?k=…",
        "/hook, /hook",
    })
    void address_thatIsNone_isRefused_withoutItsSecrets(String url, String shown) {
        assertThatThrownBy(() -> new WebhookSettings(
                        WebhookSettings.parseUrl(url), Severity.INFO, WebhookSettings.DEFAULT_TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url: " + shown)
                .hasMessageNotContaining("secret");
    }

    @Test
    void tokenInThePath_isInNoTroubleAndNoTally_andTwoThatLookAlikeAreToldApart() {
        int port = server.getAddress().getPort();
        server.stop(0);
        WebhookSettings one = secret(port, "T0B0xoxb1");
        WebhookSettings two = secret(port, "T0B0xoxb2");
        try (Webhooks hooks = new Webhooks(List.of(one, two), WebhooksTest::body, troubles::add, Clock.systemUTC())) {
            hooks.events(List.of(event(1, EventKind.ALARM_RAISED, Severity.CRITICAL)));
            await().until(() -> troubles.size() >= 2);
            assertThat(hooks.tallies())
                    .extracting(WebhookTally::name)
                    .containsExactly(
                            "webhook http://127.0.0.1:" + port + "/services/…",
                            "webhook http://127.0.0.1:" + port + "/services/… (2)");
            assertThat(troubles.toString() + hooks.tallies() + one + two).doesNotContain("xoxb", "secret", "hidden");
        }
    }

    private static WebhookSettings secret(int port, String token) {
        return new WebhookSettings(
                URI.create("http://127.0.0.1:" + port + "/services/secret/" + token + "?key=hidden"),
                Severity.INFO,
                Duration.ofSeconds(1));
    }

    private Webhooks started(Severity least) {
        return new Webhooks(
                List.of(settings(server.getAddress().getPort(), least)),
                WebhooksTest::body,
                troubles::add,
                Clock.systemUTC());
    }

    private WebhookSettings settings(int port, Severity least) {
        return new WebhookSettings(URI.create("http://127.0.0.1:" + port + "/hook?secret=1"), least, timeout);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private static byte[] body(Event event) {
        return Long.toString(event.id()).getBytes(StandardCharsets.UTF_8);
    }

    private static Event event(long id, EventKind kind, Severity severity) {
        return new Event(id, Happening.alarm(kind, id, OVEN, new AlarmStep("hot", severity, 1, 3, 0), "hot"));
    }

    private HttpServer serve(int port) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.setExecutor(workers);
            made.createContext("/hook", this::answer);
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestHeaders().getFirst("content-type") + " " + body);
        Integer next = answers.poll();
        if (next != null && next == HANG) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(next == null ? 200 : next, -1);
        exchange.close();
    }
}
