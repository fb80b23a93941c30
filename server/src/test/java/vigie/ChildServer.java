package vigie;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server as a process of its own on a free port, which can be killed. */
final class ChildServer implements AutoCloseable {
    /** A server that hangs must fail its test and not hold up the run. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final Process process;
    private final URI url;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Starts one; returns when it listens.
     *
     * @param inside the command that runs another one where this server is to run; empty for here
     * @param folder for what it leaves behind: its log, and libraries it unpacks
     * @param config its configuration, YAML
     */
    ChildServer(List<String> inside, Path folder, Path data, String config) throws IOException {
        Path file = Files.writeString(folder.resolve("vigie.yaml"), config);
        List<String> command = new ArrayList<>(inside);
        command.addAll(ChildJava.command(
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "vigie.cli.Main",
                "--port=0",
                "--config=" + file,
                "--data=" + data));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        log = folder.resolve("server.log");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = ChildJava.bounded(builder.start(), LONGEST_RUN);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Process starting = process;
        CompletableFuture<?> late = CompletableFuture.runAsync(
                starting::destroyForcibly,
                CompletableFuture.delayedExecutor(LONGEST_START.toSeconds(), TimeUnit.SECONDS));
        String line = out.readLine();
        late.cancel(false);
        if (line == null) {
            throw new IOException(
                    "the server printed no URL within " + LONGEST_START.toSeconds() + " s: " + Files.readString(log));
        }
        url = URI.create(line.substring(line.indexOf("http://")).strip());
    }

    URI url() {
        return url;
    }

    /** What {@code /api/stats} says of the history. */
    JsonNode history() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/stats"))
                .timeout(LONGEST_START)
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .get("history");
    }

    /** The last of what it logged, and those before it in the same folder. */
    String lastLogged(int lines) throws IOException {
        List<String> all = Files.readAllLines(log);
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** Asks it to end, and waits until it has. Fails when it does not end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError(
                    "the server was asked to end and still ran " + LONGEST_START.toSeconds() + " s later");
        }
    }

    /** {@code kill -9}: it has no time for anything. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Also when it was killed before. */
    @Override
    public void close() {
        kill();
    }
}
