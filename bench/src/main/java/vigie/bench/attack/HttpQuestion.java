package vigie.bench.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request on a connection of its own, byte for byte as given. */
final class HttpQuestion {
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    /** As long as {@code HTTP/1.1 200}. */
    private static final int STATUS_LINE = 12;

    private HttpQuestion() {}

    /**
     * Asks for a document as an honest client does, and reads all of the answer.
     *
     * @return the status
     * @throws IOException also when the answer takes longer than 5 s
     */
    static int get(URI server, String target) throws IOException {
        return status(
                server,
                "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n\r\n");
    }

    /**
     * Sends this and says that nothing follows.
     *
     * @return the status of the first answer
     */
    static int status(URI server, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(STATUS_LINE), StandardCharsets.US_ASCII);
            if (!line.matches("HTTP/1\\.[01] \\d{3}")) {
                throw new IOException("no answer (expected: HTTP)");
            }
            if (request.contains("Connection: close")) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Integer.parseInt(line.substring(9));
        }
    }
}
