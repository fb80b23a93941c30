package vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.client.SocketError.Kind;

/** Each way to fail has its kind and its words, and then the end is told. */
final class SocketFailureTest {
    private final SocketNotes notes = new SocketNotes();

    @Test
    void nobodyListens_unreachable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        fails(URI.create("http://127.0.0.1:" + free), Kind.UNREACHABLE, "no server answers at 127.0.0.1:" + free);
    }

    @Test
    void noSuchHost_unknown() {
        fails(URI.create("ws://no-such-host.invalid/"), Kind.UNKNOWN_HOST, "there is no host no-such-host.invalid");
    }

    @Test
    void noAnswer_timeout() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Line::untilTheEnd)) {
            SocketClient client = new SocketClient(
                    server.uri("/"), SocketSettings.DEFAULT.withConnectTimeout(Duration.ofMillis(300)), notes);
            client.open();
            told(Kind.TIMEOUT, "does not answer");
        }
    }

    @Test
    void refused_saysStatusAndDetail() throws Exception {
        String body = "{\"type\":\"about:blank\",\"status\":400,\"detail\":\"sensors: wrong (expected: right)\"}";
        answers("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        told(Kind.REFUSED, "refused the session with HTTP 400: sensors: wrong (expected: right)");
    }

    @Test
    void refused_withoutDetail() throws Exception {
        answers("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot here!");
        told(Kind.REFUSED, "refused the session with HTTP 404 (is it the address of a WebSocket?)");
    }

    @Test
    void notNow_unavailable() throws Exception {
        answers("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n\r\n");
        told(Kind.UNAVAILABLE, "HTTP 503");
    }

    @Test
    void wrongHandshake_protocol() throws Exception {
        String accept = "Sec-WebSocket-Accept: nonsense\r\n\r\n";
        answers("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + accept);
        told(Kind.PROTOCOL, "wrong handshake");
    }

    @Test
    void noHttp_protocol() throws Exception {
        does(line -> line.write("220 mail.example ESMTP\r\n\r\n"));
        told(Kind.PROTOCOL, "does not answer as a WebSocket server");
    }

    @Test
    void wrongFrame_protocol() throws Exception {
        does(line -> {
            line.accept();
            line.write(new byte[] {(byte) 0x83, 0});
            line.untilTheEnd();
        });
        assertThat(notes.awaitEnd()).containsExactly("connected ", "error PROTOCOL", "disconnected 1006 ");
        assertThat(notes.errors.get(0).text()).contains("broke the rules of WebSockets");
    }

    @Test
    void endWithoutGoodbye_lost_afterWhatCameBefore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    line.text("last words");
                    assertThat(line.next()).isEqualTo("81 heard");
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            client.open();
            await().until(() -> notes.heard.contains("text last words"));
            client.sendText("heard").join();
            assertThat(notes.awaitEnd())
                    .containsExactly("connected ", "text last words", "error LOST", "disconnected 1006 ");
        }
    }

    @Test
    void reset_lost() throws Exception {
        does(line -> {
            line.accept();
            line.reset();
        });
        assertThat(notes.awaitEnd()).contains("error LOST").endsWith("disconnected 1006 ");
        assertThat(notes.errors).hasSize(1);
    }

    @Test
    void tooLongAMessage_isNotCollected() throws Exception {
        for (int opcode : new int[] {1, 2}) {
            SocketNotes heard = new SocketNotes();
            try (ScriptedServer server = new ScriptedServer(line -> {
                line.accept();
                line.write(ScriptedServer.frame(0x80 | opcode, new byte[100]));
                line.write(ScriptedServer.frame(opcode, new byte[60]));
                line.write(ScriptedServer.frame(0x80, new byte[41]));
                line.untilTheEnd();
            })) {
                new SocketClient(server.uri("/"), SocketSettings.DEFAULT.withMaxMessageBytes(100), heard).open();
                assertThat(heard.awaitEnd()).hasSize(4).endsWith("error TOO_LONG", "disconnected 1006 ");
                assertThat(heard.errors.get(0).text()).contains("at most 100 bytes");
            }
        }
    }

    @Test
    void silence_isNotedWhenPingsStop() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.accept();
            line.write(ScriptedServer.frame(ScriptedServer.PING, new byte[] {7}));
            assertThat(line.next()).isEqualTo("8a \u0007");
            line.untilTheEnd();
        })) {
            new SocketClient(server.uri("/"), SocketSettings.DEFAULT.withLongestSilence(Duration.ofMillis(500)), notes)
                    .open();
            told(Kind.SILENT, "nothing heard for");
        }
    }

    @Test
    void goodbyeNotAnswered_endsAnyway() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    line.text("hello");
                    line.untilTheEnd();
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            client.open();
            await().until(() -> notes.heard.contains("text hello"));
            client.close(4000, "bye");
            told(Kind.TIMEOUT, "does not answer the goodbye");
        }
    }

    @Test
    void abort_endsAtOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer(line -> {
                    line.accept();
                    line.untilTheEnd();
                });
                SocketClient client = new SocketClient(server.uri("/"), notes)) {
            client.open();
            await().until(() -> notes.heard.contains("connected "));
            client.abort();
            assertThat(notes.awaitEnd()).containsExactly("connected ", "disconnected 1006 ");
        }
    }

    @Test
    void listenerThatThrows_endsTheConnection() throws Exception {
        SocketListener clumsy = new SocketListener() {
            @Override
            public void text(String message) {
                throw new IllegalStateException("dropped it");
            }

            @Override
            public void error(SocketError error) {
                notes.error(error);
            }

            @Override
            public void disconnected(int code, String reason) {
                notes.disconnected(code, reason);
            }
        };
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.accept();
            line.text("catch");
            line.untilTheEnd();
        })) {
            new SocketClient(server.uri("/"), clumsy).open();
            told(Kind.LISTENER, "dropped it");
        }
    }

    private void answers(String answer) throws IOException {
        does(line -> {
            line.write(answer);
            line.untilTheEnd();
        });
    }

    private void does(ScriptedServer.Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            new SocketClient(server.uri("/"), notes).open();
            notes.awaitEnd();
        }
    }

    private void fails(URI address, Kind kind, String text) {
        SocketClient client = new SocketClient(address, notes);
        client.open();
        told(kind, text);
        assertThat(notes.errors.get(0).text()).isEqualTo(text);
    }

    private void told(Kind kind, String text) {
        List<String> heard = notes.awaitEnd();
        assertThat(heard).endsWith("error " + kind, "disconnected 1006 ");
        assertThat(notes.errors).hasSize(1);
        assertThat(notes.errors.get(0).text()).contains(text);
    }
}
