package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.api.HistoryHandler;
import vigie.http.route.AnswerTask;
import vigie.http.settings.HttpSettings;

/** Many clients that take their answers slowly, or not at all: they hold no thread, and others are answered. */
final class SlowClientsTest {
    private static final int MANY = 60;
    private static final long ENDLESS = 1_000_000_000;
    private static final String HISTORY =
            "GET /api/history?from=0&to=900000&buckets=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private static final String EXPORT = "GET /api/export.csv?from=0&to=now HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void besideManyWhoReadNothing_questionsAreAnswered() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(settings -> crowd(Duration.ofSeconds(30)), history);
                Crowd crowd = new Crowd()) {
            for (int i = 0; i < MANY; i++) {
                crowd.ask(running, HISTORY);
                crowd.ask(running, EXPORT);
            }
            for (String path : List.of("/api/sensors", "/healthz", "/", "/api/history?from=0&to=5")) {
                assertThat(get(running, path).statusCode()).as(path).isEqualTo(200);
            }
            await().until(SlowClientsTest::noWorkerWaits);
        }
    }

    @Test
    void whenAllPlacesAreTaken_aClientThatStandsStillGivesWay() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(settings -> crowd(Duration.ofMillis(1500)), history);
                Crowd crowd = new Crowd()) {
            for (int i = 0; i < HistoryHandler.EXPORTS; i++) {
                crowd.ask(running, EXPORT);
            }
            await().until(() -> get(running, "/api/export.csv?from=0&to=1").statusCode(), status -> status == 200);
        }
    }

    @Test
    void clientThatHangsUp_isNotReadForAnyMore() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(settings -> crowd(Duration.ofSeconds(30)), history)) {
            try (RawSocket raw = new RawSocket(running.server.port(), 4096)) {
                raw.send(EXPORT);
                raw.in.skipNBytes(1_000_000);
            }
            await().during(Duration.ofMillis(300)).until(() -> history.open.get() == 0);
            long given = history.given.get();
            await().during(Duration.ofMillis(300)).until(() -> history.given.get() == given);
        }
    }

    /** Threads whose names say that they answer, and what they do: none waits for a client. */
    private static boolean noWorkerWaits() {
        Set<String> waiting = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            boolean answers = false;
            for (StackTraceElement element : stack) {
                answers |= element.getClassName().equals(AnswerTask.class.getName());
            }
            if (answers && thread.getState() != Thread.State.RUNNABLE) {
                waiting.add(thread.getName());
            }
        });
        return waiting.isEmpty();
    }

    private static HttpSettings crowd(Duration patience) {
        return new TestSettings()
                .maxSessions(200)
                .idle(patience)
                .sendBuffer(16 * 1024)
                .build();
    }

    private HttpResponse<String> get(RunningServer running, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(running.url(path))).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Connections that ask and read nothing. */
    private static final class Crowd implements AutoCloseable {
        private final List<RawSocket> sockets = new ArrayList<>();

        void ask(RunningServer running, String request) throws Exception {
            RawSocket socket = new RawSocket(running.server.port(), 4096);
            sockets.add(socket);
            socket.send(request);
        }

        @Override
        public void close() throws IOException {
            for (RawSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
