package vigie;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that breaks: it says so, and ends with an exit code of its own. */
final class BrokenServerTest {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;
    private URI url = URI.create("http://127.0.0.1");

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void historyWriterEnds_healthzSaysSo_andTheServerEndsToBeRestarted() throws Exception {
        start("writer");
        assertThat(answerTo("/healthz")).isEqualTo("200 ok\n");
        breakIt();
        await().atMost(30, SECONDS).pollInSameThread().until(() -> answerTo("/healthz")
                .startsWith("503"));
        assertThat(answerTo("/readyz")).startsWith("503 history writer: its thread has ended, since ");
        assertThat(process().waitFor()).isEqualTo(70);
        assertThat(Files.readString(folder.resolve("log"))).contains("history writer: its thread has ended");
    }

    @Test
    void memoryIsExhausted_theServerEndsToBeRestarted() throws Exception {
        start("memory", "-Xmx32m");
        breakIt();
        assertThat(process().waitFor())
                .as(() -> "the server logged: " + logged())
                .isEqualTo(70);
    }

    private void start(String how, String... options) throws IOException {
        Path tape = Files.writeString(folder.resolve("tape.txt"), "x:1\nx:2\n");
        // Little to do: without memory, each allocation that fails costs a collection of all garbage.
        Path config = Files.writeString(
                folder.resolve("vigie.yaml"),
                "server: { tick: 1s }\nsources:\n  - { id: tape, type: replay, file: %s, format: pairs, rate: 1 }\n"
                        .formatted(tape));
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "-Djava.io.tmpdir=" + folder,
                "vigie.BreakableServer",
                how,
                "--port=0",
                "--config=" + config,
                "--data=" + folder.resolve("data")));
        ProcessBuilder builder = new ProcessBuilder(ChildJava.command(arguments.toArray(String[]::new)));
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        builder.redirectError(folder.resolve("log").toFile());
        process = ChildJava.bounded(builder.start(), LONGEST_RUN);
        BufferedReader out = process().inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        url = URI.create(line.substring(line.indexOf("http://")).strip());
    }

    private String logged() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void breakIt() throws IOException {
        process().getOutputStream().write('\n');
        process().getOutputStream().flush();
    }

    /** While it closes, nothing may listen any more. */
    private String answerTo(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(LONGEST_RUN)
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process process() {
        return Objects.requireNonNull(process);
    }
}
