package vigie.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks a server for stills and sends it some, over HTTP. */
abstract class StillVisitor {
    static final String DOOR = "/api/stills/door/camera";
    static final long TIME = 1_763_875_200_000L;

    @TempDir
    Path folder;

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    StillServer running;

    @BeforeEach
    final void start() throws Exception {
        running = new StillServer(folder);
    }

    @AfterEach
    final void stop() {
        running.close();
    }

    final HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    final HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(running.url(path)));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String detail(HttpResponse<byte[]> answer) {
        return json(answer).get("detail").stringValue();
    }
}
