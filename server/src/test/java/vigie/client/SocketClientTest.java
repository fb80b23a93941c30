package vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What goes right; {@link SocketFailureTest} has the rest. */
final class SocketClientTest {
    private final SocketNotes notes = new SocketNotes();

    @Test
    void callsComeInOrder_onOneThread_andTheEndIsToldOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept("Sec-WebSocket-Protocol: b\r\n");
                    line.text("héllo ☃");
                    line.write(ScriptedServer.frame(ScriptedServer.PING, new byte[] {'p'}));
                    line.write(ScriptedServer.frame(ScriptedServer.BINARY, new byte[] {'x', 'y'}));
                    line.text("");
                    line.close(4711, "enough");
                    line.untilTheEnd();
                });
                SocketClient client = new SocketClient(
                        server.uri("/a?b=c"), SocketSettings.DEFAULT.withSubprotocols("a", "b"), notes)) {
            client.open();
            assertThat(notes.awaitEnd())
                    .containsExactly("connected b", "text héllo ☃", "binary xy", "text ", "disconnected 4711 enough");
            assertThat(notes.threads()).isEqualTo(1);
            assertThat(server.requests.get(0))
                    .startsWith("GET /a?b=c HTTP/1.1")
                    .containsIgnoringCase("Sec-WebSocket-Protocol: a, b\r\n");
        }
    }

    @Test
    void whatIsSent_alsoBeforeTheConnectionIsThere_comesInOrder_andTheCloseLast() throws Exception {
        List<String> came = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    for (int i = 0; i < 103; i++) {
                        came.add(line.next());
                    }
                    line.close(3001, "");
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            var first = client.sendText("first");
            client.open();
            for (int i = 0; i < 100; i++) {
                var unused = client.sendText("text " + i);
            }
            client.sendBinary("bytes".getBytes(StandardCharsets.US_ASCII)).join();
            client.close(3001, "done");
            assertThat(first).isCompleted();
            assertThat(notes.awaitEnd()).containsExactly("connected ", "disconnected 3001 ");
            assertThat(came)
                    .startsWith("81 first", "81 text 0", "81 text 1")
                    .endsWith("82 bytes", "88 \u000b\u00b9done");
            assertThatThrownBy(() -> client.sendText("too late").join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("is closed");
        }
    }

    @Test
    void bytesCutAnywhere_andMessagesInFragmentsCutAnywhere_areWhole() throws Exception {
        byte[] message = "héllo ☃ 𝄞".getBytes(StandardCharsets.UTF_8);
        byte[] whole = ScriptedServer.frame(ScriptedServer.TEXT, message);
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    for (int cut = 0; cut <= whole.length; cut++) {
                        line.write(Arrays.copyOf(whole, cut));
                        line.write(Arrays.copyOfRange(whole, cut, whole.length));
                    }
                    for (int cut = 0; cut <= message.length; cut++) {
                        fragments(line, 0x01, message, cut);
                        fragments(line, 0x02, message, cut);
                    }
                    line.close(1000, "");
                    line.untilTheEnd();
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            client.open();
            List<String> heard = notes.awaitEnd();
            int texts = whole.length + 1 + message.length + 1;
            assertThat(heard).hasSize(texts + message.length + 1 + 2);
            assertThat(heard).filteredOn("text héllo ☃ 𝄞"::equals).hasSize(texts);
            assertThat(heard)
                    .filteredOn(("binary " + new String(message, StandardCharsets.ISO_8859_1))::equals)
                    .hasSize(message.length + 1);
        }
    }

    @Test
    void aListenerMayAnswerAndClose() throws Exception {
        SocketClient[] client = new SocketClient[1];
        SocketListener parrot = new SocketListener() {
            @Override
            public void text(String message) {
                notes.text(message);
                client[0].sendText("back: " + message).join();
                client[0].close();
            }

            @Override
            public void disconnected(int code, String reason) {
                notes.disconnected(code, reason);
            }
        };
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.accept();
            line.text("hello");
            assertThat(line.next()).isEqualTo("81 back: hello");
            assertThat(line.next()).startsWith("88 ");
            line.close(1000, "bye");
        })) {
            client[0] = new SocketClient(server.uri("/"), parrot);
            client[0].open();
            assertThat(notes.awaitEnd()).containsExactly("text hello", "disconnected 1000 bye");
        }
    }

    @Test
    void closedBeforeItWasOpened_orTwice_endsOnce() {
        SocketClient client = new SocketClient(URI.create("ws://127.0.0.1:9/"), notes);
        client.close();
        client.close();
        assertThat(notes.heard).containsExactly("disconnected 1006 ");
        assertThat(client.sendText("x")).isCompletedExceptionally();
    }

    @Test
    void openedTwice_saysSo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    line.next();
                    line.close(1000, "");
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            client.open();
            assertThatThrownBy(client::open).hasMessageContaining("a client is one connection");
        }
    }

    @Test
    void wrongArguments_sayWhatWasExpected() {
        for (String address : List.of("nonsense", "ftp://127.0.0.1/", "ws:///live", "ws://127.0.0.1/#a", "/live")) {
            assertThatThrownBy(() -> new SocketClient(URI.create(address), notes))
                    .hasMessage("URL: " + address + " (expected: an address such as ws://127.0.0.1:8080/live)");
        }
        try (SocketClient client = new SocketClient(URI.create("https://127.0.0.1"), notes)) {
            assertThatThrownBy(() -> client.close(1002, "")).hasMessage("code: 1002 (expected: 1000, or 3000 to 4999)");
            assertThatThrownBy(() -> client.close(1000, "é".repeat(62)))
                    .hasMessage("reason: 124 bytes (expected: at most 123)");
        }
        assertThatThrownBy(() -> SocketSettings.DEFAULT.withMaxMessageBytes(0)).hasMessageContaining("expected: ");
        assertThatThrownBy(() -> SocketSettings.DEFAULT.withConnectTimeout(Duration.ZERO))
                .hasMessageContaining("expected: ");
        assertThatThrownBy(() -> SocketSettings.DEFAULT.withLongestSilence(Duration.ofSeconds(-1)))
                .hasMessageContaining("expected: ");
    }

    private static void fragments(ScriptedServer.Line line, int opcode, byte[] message, int cut) throws IOException {
        line.write(ScriptedServer.frame(opcode, Arrays.copyOf(message, cut)));
        line.write(ScriptedServer.frame(0x89, new byte[0]));
        line.write(ScriptedServer.frame(0x80, Arrays.copyOfRange(message, cut, message.length)));
    }
}
