package vigie;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vigie}, with a program in the place of Java that ends as the test says. */
final class LauncherTest {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final Path SCRIPT = Path.of("..", "vigie");
    /** Says how it was called, then does what stands in the file of that call's number. */
    private static final String JAVA = """
        #!/bin/sh
        cd "$(dirname "$0")/.."
        echo "$*" >> calls
        . ./call-$(wc -l < calls | tr -d ' ')
        """;

    private static final String SERVE =
            "trap 'echo ended > ended; exit 143' TERM; echo up > up; while :; do sleep 0.05; done";

    @TempDir
    Path folder;

    private @Nullable Process process;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(folder.resolve("server/target"));
        Files.writeString(folder.resolve("server/target/vigie.jar"), "");
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        executable(folder.resolve("bin/java"), JAVA);
        executable(folder.resolve("vigie"), Files.readString(SCRIPT));
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void serverThatFoundItselfBroken_isStartedAgain_withTheSameArguments() throws Exception {
        calls("exit 70", "exit 137", "exit 0");
        assertThat(exitCodeOf("--port", "0")).isZero();
        assertThat(calls()).hasSize(3).allMatch(call -> call.endsWith("vigie.jar --port 0"));
    }

    @Test
    void serverThatEndsForGood_isNotStartedAgain() throws Exception {
        calls("exit 2");
        assertThat(exitCodeOf("run", "--config", "missing.yaml")).isEqualTo(2);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void somethingElseSupervises_theServerIsNotStartedAgain() throws Exception {
        calls("exit 70");
        start(List.of("VIGIE_RESTART=no"));
        assertThat(process().waitFor()).isEqualTo(70);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void otherCommand_isNotStartedAgain() throws Exception {
        calls("exit 70");
        assertThat(exitCodeOf("ports")).isEqualTo(70);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void sigterm_endsTheServer_andTheScriptWithItsExitCode() throws Exception {
        calls(SERVE);
        start(List.of());
        await().until(() -> Files.exists(folder.resolve("up")));
        process().destroy();
        assertThat(process().waitFor()).isEqualTo(143);
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void sigterm_whileItWaitsToStartTheServerAgain_endsAtOnce() throws Exception {
        calls("exit 70", "exit 70", "exit 70", "exit 70", "exit 70", SERVE);
        start(List.of());
        await().atMost(30, SECONDS).until(() -> calls().size() == 2);
        process().destroy();
        assertThat(process().waitFor()).isEqualTo(143);
        assertThat(calls()).hasSize(2);
    }

    private int exitCodeOf(String... arguments) throws Exception {
        start(List.of(), arguments);
        return process().waitFor();
    }

    private void start(List<String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("vigie").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        builder.environment().put("JAVA_HOME", folder.toString());
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        process = ChildJava.bounded(
                builder.redirectOutput(folder.resolve("log").toFile()).start(), LONGEST_RUN);
    }

    private void calls(String... does) throws IOException {
        for (int i = 0; i < does.length; i++) {
            Files.writeString(folder.resolve("call-" + (i + 1)), does[i] + "\n");
        }
    }

    private List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private static void executable(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process process() {
        return Objects.requireNonNull(process);
    }
}
