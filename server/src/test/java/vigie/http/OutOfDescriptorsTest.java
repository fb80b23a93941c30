package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.ChildJava;
import vigie.http.settings.TransportChoice;
import vigie.http.transport.TransportTest;

/** File descriptors run out: the server accepts nobody for a while, says so once, and goes on when there are some again. */
@EnabledOnOs(OS.LINUX)
class OutOfDescriptorsTest {
    @TempDir
    private Path folder;

    static Stream<TransportChoice> available() {
        return TransportTest.available().filter(choice -> choice != TransportChoice.AUTO);
    }

    @ParameterizedTest
    @MethodSource("available")
    void noDescriptors_connectionsWait_andAreServedLater(TransportChoice transport) throws Exception {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh"));
        command.addAll(
                ChildJava.command("-Djava.io.tmpdir=" + folder, StarvedServer.class.getName(), transport.word()));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        List<RawSocket> waiting = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(out.readLine());
            RawSocket before = new RawSocket(port);
            waiting.add(before);
            assertAnswered(before);
            say(in, out, "starve");
            for (int i = 0; i < 20; i++) {
                waiting.add(new RawSocket(port));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> logged(log).contains("no connection can be accepted"));
            assertAnswered(before);
            // Long enough for a loop that goes hot to write megabytes.
            for (int i = 0; i < 200; i++) {
                assertAnswered(before);
            }
            say(in, out, "feed");
            for (RawSocket each : waiting) {
                assertAnswered(each);
            }
            assertThat(logged(log))
                    .containsOnlyOnce("limit of file descriptors (ulimit -n) is 400")
                    .contains("fewer than server.max-sessions (1000)")
                    .doesNotContain("\tat ")
                    .hasSizeLessThan(3000);
            String refusal = "";
            while (refusal.isEmpty()) {
                RawSocket next = new RawSocket(port);
                waiting.add(next);
                next.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                String head = next.head();
                refusal = head.startsWith("HTTP/1.1 503") ? next.rest() : "";
            }
            assertThat(refusal).contains("are open, the limit");
            assertThat(waiting).hasSizeBetween(30, 399);
            assertAnswered(before);
        } finally {
            for (RawSocket each : waiting) {
                each.close();
            }
            process.destroyForcibly().waitFor();
        }
    }

    private static void say(Writer in, BufferedReader out, String word) throws IOException {
        in.write(word + "\n");
        in.flush();
        assertThat(out.readLine()).isEqualTo(word);
    }

    private static String logged(Path log) throws IOException {
        return Files.readString(log);
    }

    private static void assertAnswered(RawSocket socket) throws IOException {
        socket.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.answer()).isEqualTo("ok\n");
    }
}
