package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.Vigie;
import vigie.cli.watch.Exchange;
import vigie.config.ConfigReader;
import vigie.config.Overrides;

/** One message to a real server, and what comes back. */
final class SendCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
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
    void text_itsEchoIsPrinted() throws Exception {
        assertThat(text("/echo", "héllo ☃").run(LONG, false)).isTrue();
        assertThat(lines(out)).containsExactly("héllo ☃");
        assertThat(lines(err)).isEmpty();
    }

    @Test
    void binary_sizeAndFirstBytesArePrinted() throws Exception {
        assertThat(binary("/echo", new byte[] {0, 1, (byte) 0xff}).run(LONG, false))
                .isTrue();
        assertThat(binary("/echo", new byte[1_000_000]).run(LONG, false)).isTrue();
        assertThat(lines(out))
                .containsExactly("binary, 3 bytes: 00 01 ff", "binary, 1000000 bytes: " + "00 ".repeat(32) + "…");
    }

    @Test
    void live_theAnswerAlone() throws Exception {
        assertThat(text("/live", "{\"type\":\"dance\"}").run(LONG, false)).isTrue();
        assertThat(text("/live", "{\"type\":\"subscribe\",\"ref\":7}").run(LONG, false))
                .isTrue();
        assertThat(lines(out)).hasSize(2);
        assertThat(lines(out).get(0)).startsWith("{\"type\":\"problem\"").contains("dance");
        assertThat(lines(out).get(1)).startsWith("{\"type\":\"welcome\"").contains("\"ref\":7");
    }

    @Test
    void all_everythingThatCame() throws Exception {
        assertThat(text("/live", "{\"type\":\"dance\"}").run(Duration.ofSeconds(1), true))
                .isTrue();
        assertThat(lines(out).get(0)).startsWith("{\"type\":\"welcome\"");
        assertThat(lines(out)).anyMatch(line -> line.startsWith("{\"type\":\"update\""));
        assertThat(lines(err)).isEmpty();
    }

    @Test
    void noAnswer_saysSo() throws Exception {
        assertThat(text("/live", "{\"type\":\"dance\",\"ref\":123456789012345678901234567890}")
                        .run(SHORT, false))
                .isFalse();
        assertThat(lines(out)).isEmpty();
        assertThat(lines(err)).containsExactly("vigie send: no answer within 0.3 s");
    }

    @Test
    void closedByTheServer_saysWithWhat() throws Exception {
        assertThat(binary("/live", new byte[3]).run(LONG, false)).isFalse();
        assertThat(lines(out)).isEmpty();
        assertThat(lines(err)).singleElement().asString().startsWith("vigie send: closed by the server with 1003");
    }

    @Test
    void notAWebSocket_saysSo() throws Exception {
        assertThat(text("/api/sensors", "x").run(LONG, false)).isFalse();
        assertThat(lines(err)).singleElement().asString().contains("refused the session with HTTP");
    }

    @Test
    void command_exitCodes() throws Exception {
        String server = vigie.url().toString();
        Path file = Files.write(folder.resolve("bytes"), new byte[] {1, 2, 3});
        assertThat(Main.execute("send", server + "/echo", "hello")).isZero();
        assertThat(Main.execute("send", server, "{\"type\":\"dance\"}")).isZero();
        assertThat(Main.execute("send", server + "/echo", "--file", file.toString()))
                .isZero();
        assertThat(Main.execute("send", server, "--file", file.toString())).isEqualTo(1);
        assertThat(Main.execute("send")).isEqualTo(2);
        assertThat(Main.execute("send", server, "hello", "--file", file.toString()))
                .isEqualTo(2);
        assertThat(Main.execute("send", server, "--file", file + ".not")).isEqualTo(2);
        assertThat(Main.execute("send", "nonsense", "hello")).isEqualTo(2);
        assertThat(Main.execute("send", "no sense", "hello")).isEqualTo(2);
        assertThat(Main.execute("send", server, "hello", "--wait", "-1")).isEqualTo(2);
    }

    private Exchange text(String path, String message) {
        return Exchange.ofText(URI.create(vigie.url() + path), message, stream(out), stream(err));
    }

    private Exchange binary(String path, byte[] message) {
        return Exchange.ofBinary(URI.create(vigie.url() + path), message, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
