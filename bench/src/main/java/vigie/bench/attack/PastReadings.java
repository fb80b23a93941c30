package vigie.bench.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many readings of the past a server with {@link AttackTarget#FILLED_HISTORY} still has. */
final class PastReadings {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private PastReadings() {}

    /** Waits until all are kept, at most a minute. */
    static void awaitAll(URI server) throws InterruptedException {
        long begin = System.nanoTime();
        while (count(server) < AttackTarget.PAST_READINGS && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** How many there are; -1 when the server does not answer. */
    static long count(URI server) throws InterruptedException {
        URI question = server.resolve("/api/history?sensor=" + AttackTarget.PAST + "/*&from=now-2h&to=now&buckets=1");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(question).timeout(PATIENCE).build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? sum(JsonMapper.shared().readTree(answer.body())) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /** A point is a bucket with a count at its end, or a reading. */
    private static long sum(JsonNode past) {
        long sum = 0;
        for (JsonNode series : past.path("series")) {
            for (JsonNode point : series.path("points")) {
                sum += point.size() > 2 ? point.get(point.size() - 1).asLong() : 1;
            }
        }
        return sum;
    }
}
