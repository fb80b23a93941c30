package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.config.ConfigReader;
import vigie.config.Overrides;

/** The clients in the documentation, as they stand there, against a server. */
final class DocumentedClientsTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final String DOCUMENTED = "127.0.0.1:8080";
    private static final String READING = "\\d{13} \\S+/\\S+ -?[\\d.e-]+";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Vigie vigie;

    @BeforeEach
    void start() throws Exception {
        Overrides anyPort =
                new Overrides("127.0.0.1", "0", folder.resolve("data").toString(), null);
        vigie = Vigie.start(new ConfigReader("vigie test", anyPort).read(null), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        vigie.close();
    }

    @Test
    void javaClient_printsTheStream() throws Exception {
        String source = documented("client.md", "java").get(0);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(10);
        assertPrints(
                java(Files.writeString(folder.resolve("Watch.java"), source), "http://" + authority()),
                "\\{\"type\":\"update\",.*");
    }

    @Test
    void javaSocket_printsItsCalls() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Echo.java"), documented("client.md", "java").get(1));
        Process echo = started(java(file, "ws://" + authority() + "/echo"));
        try {
            assertThat(echo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(out()))
                    .containsExactly("connected", "text: hello", "binary: 3 bytes", "disconnected: 4000 that was all");
        } finally {
            echo.destroyForcibly();
        }
    }

    @Test
    void python_printsReadings() throws Exception {
        assertPrints(List.of("/usr/bin/python3", script("live.py", "python")), READING);
    }

    @Test
    void python_printsStills() throws Exception {
        assertPrints(
                List.of("/usr/bin/python3", script("stills.py", "stills.md", "python")),
                "\\d{13} \\S+/camera application/vnd.vigie.matrix \\d{3,5}");
    }

    @Test
    void node_printsReadings() throws Exception {
        assertPrints(List.of("node", script("live.cjs", "js")), READING);
    }

    /** Not every Debian has websocat, so it is tested where it is. */
    static Stream<String> shells() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "websocat")))
                ? Stream.of("websocat")
                : Stream.empty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("shells")
    void shell_printsTheStream(String tool) throws Exception {
        String script = script("live.sh", "sh");
        assertThat(Path.of(script)).content().contains(tool);
        assertPrints(List.of("sh", script), "\\{\"type\":\"update\",.*");
    }

    private String authority() {
        return vigie.url().getAuthority();
    }

    private String script(String name, String language) throws IOException {
        return script(name, "protocol.md", language);
    }

    /** The only block of this language in a page, as a file for this server. */
    private String script(String name, String page, String language) throws IOException {
        List<String> blocks = documented(page, language);
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0)).contains(DOCUMENTED);
        return Files.writeString(folder.resolve(name), blocks.get(0).replace(DOCUMENTED, authority()))
                .toString();
    }

    private static List<String> documented(String page, String language) throws IOException {
        String text = Files.readString(Path.of("../docs", page));
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```")))
                .toList();
    }

    private static List<String> java(Path source, String argument) {
        return ChildJava.command(source.toString(), argument);
    }

    /** The command goes on until it is ended; whatever it printed, among it must be such a line. */
    private void assertPrints(List<String> command, String line) throws IOException, InterruptedException {
        Process process = started(command);
        try {
            await().atMost(PATIENCE).until(() -> printed(line) || !process.isAlive());
            assertThat(printed(line))
                    .as(() -> String.join(" ", command) + " printed " + read(out()) + " and " + read(err()))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private boolean printed(String line) {
        return read(out()).lines().anyMatch(printed -> printed.matches(line));
    }

    private Process started(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out().toFile()).redirectError(err().toFile());
        builder.environment().put("NODE_PATH", "/usr/share/nodejs"); // where Debian keeps modules
        return builder.start();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path err() {
        return folder.resolve("err");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
