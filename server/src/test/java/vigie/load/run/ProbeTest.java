package vigie.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import vigie.client.ScriptedServer;
import vigie.load.LoadException;
import vigie.load.LoadSettings;
import vigie.load.viewer.Greeting;
import vigie.protocol.WireFormat;

/** The first session: who answers, in words that help. */
final class ProbeTest {
    private static final String SPEAKS = "Sec-WebSocket-Protocol: vigie.v1.json\r\n";
    private static final String WELCOME = "{\"type\":\"welcome\",\"protocol\":\"vigie.v1\",\"server\":\"vigie 0.1.0\","
            + "\"tick\":20,\"sensors\":[{\"id\":\"a/b\"}]}";

    @Test
    void vigie_tellsWhoItIs_andTheSessionIsOverBeforeOthersBegin() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.accept(SPEAKS);
            line.text(WELCOME);
            line.text("{\"type\":\"update\"}");
            heard.add(line.next().substring(0, 2));
            line.close(1000, "");
        })) {
            assertThat(greeting(server)).isEqualTo(new Greeting("vigie 0.1.0", 20, List.of("a/b")));
            assertThat(heard).containsExactly("88");
            assertThat(server.requests.get(0)).startsWith("GET /live?sensors=a%2F*%2Cb%2Fc HTTP/1.1");
        }
    }

    @Test
    void otherServers_areToldForWhatTheyAre() throws Exception {
        assertThat(told(line -> line.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")))
                .isEqualTo("ws://HOST refused the session with HTTP 404 (is it the address of a WebSocket?)");
        assertThat(told(line -> line.write("SSH-2.0-OpenSSH\r\n\r\n")))
                .startsWith("HOST does not answer as a WebSocket server: ")
                .endsWith(" (is this a Vigie server?)");
        assertThat(told(ScriptedServer.Line::accept))
                .isEqualTo("HOST: the server does not speak vigie.v1.json (is this a Vigie server?)");
        assertThat(told(line -> say(line, "hello")))
                .isEqualTo("HOST: the first message is not JSON (is this a Vigie server?)");
        assertThat(told(line -> say(line, "{\"type\":\"update\"}")))
                .isEqualTo("HOST: the first message is no welcome of vigie.v1 (is this a Vigie server?)");
    }

    @Test
    void vigieThatIsFull_isNotTakenForAnother() throws Exception {
        String detail = "{\"detail\":\"sessions: full\"}";
        assertThat(told(line -> line.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: " + detail.length()
                        + "\r\n\r\n" + detail)))
                .isEqualTo("ws://HOST refused the session with HTTP 503: sessions: full");
    }

    @Test
    void closeBeforeAWelcome_isToldWithCodeAndReason() throws Exception {
        assertThat(told(line -> {
                    line.accept(SPEAKS);
                    line.close(1013, "busy");
                    line.untilTheEnd();
                }))
                .isEqualTo("HOST: closed with 1013: busy before a welcome (is this a Vigie server?)");
    }

    private static void say(ScriptedServer.Line line, String message) throws IOException {
        line.accept(SPEAKS);
        line.text(message);
        line.untilTheEnd();
    }

    /** In what words the probe fails. */
    private static String told(ScriptedServer.Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            String address = server.uri("").getAuthority();
            LoadException failure = catchThrowableOfType(LoadException.class, () -> greeting(server));
            return String.valueOf(failure.getMessage())
                    .replace(address + "/live?sensors=a%2F*%2Cb%2Fc", "HOST")
                    .replace(address, "HOST");
        }
    }

    private static Greeting greeting(ScriptedServer server) throws LoadException, InterruptedException {
        return new Probe(new LoadSettings(
                        URI.create("http://" + server.uri("").getAuthority()),
                        1,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        WireFormat.JSON,
                        false,
                        LoadSettings.Views.SAME,
                        List.of("a/*", "b/c")))
                .greeting();
    }
}
