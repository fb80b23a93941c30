package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors of the virtual machine while an answer is made: the client is told, and the workers go on. */
final class AnswerErrorsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void errorsInDocuments_areAnswered_andWorkersGoOn() throws Exception {
        try (RunningServer running = new RunningServer(
                settings -> settings,
                RunningServer.live(),
                Map.of(
                        "/api/memory",
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        "/api/stack",
                        () -> {
                            throw new StackOverflowError();
                        },
                        "/api/fine",
                        () -> Map.of("fine", true)))) {
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> memory = get(running, "/api/memory");
                assertThat(memory.statusCode()).isEqualTo(503);
                assertThat(memory.headers().firstValue("retry-after")).isPresent();
                assertThat(get(running, "/api/stack").statusCode()).isEqualTo(500);
            }
            assertThat(get(running, "/api/fine").body()).isEqualTo("{\"fine\":true}");
        }
    }

    @Test
    void errorInTheHistory_isAnswered_andWorkersGoOn() throws Exception {
        VirtualHistory history = new VirtualHistory(100, -1, new OutOfMemoryError("Java heap space"));
        try (RunningServer running = new RunningServer(settings -> settings, history)) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(running, "/api/history?from=0&to=50").statusCode())
                        .isEqualTo(503);
            }
            assertThat(get(running, "/api/sensors").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(RunningServer running, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(running.url(path))).build(), HttpResponse.BodyHandlers.ofString());
    }
}
