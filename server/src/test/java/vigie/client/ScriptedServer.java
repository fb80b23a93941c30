package vigie.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that does to its n-th connection what the n-th script says, right or wrong, and hangs up when the script ends. */
public final class ScriptedServer implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;

    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)");

    /** What becomes of one connection. */
    public interface Script {
        void play(Line line) throws IOException;
    }

    /** The requests that came, one a connection. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    final List<Exception> failures = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final Thread thread;

    public ScriptedServer(Script... scripts) throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> play(scripts), "scripted-server");
        thread.start();
    }

    public URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + path);
    }

    private void play(Script[] scripts) {
        for (Script script : scripts) {
            try (Socket socket = listening.accept()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(30_000);
                Line line = new Line(socket);
                requests.add(line.request);
                script.play(line);
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    public static final class Line {
        final String request;
        private final Socket socket;
        private final DataInputStream in;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.request = head();
        }

        /** Agrees to the WebSocket. */
        public void accept(String... headers) throws IOException {
            Matcher key = KEY.matcher(request);
            if (!key.find()) {
                throw new IOException("no key in " + request);
            }
            write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accepted(key.group(1)) + "\r\n"
                    + String.join("", headers) + "\r\n");
        }

        public void text(String message) throws IOException {
            write(frame(TEXT, message.getBytes(StandardCharsets.UTF_8)));
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        public void close(int code, String reason) throws IOException {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.write(code >> 8);
            payload.write(code);
            payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
            write(frame(CLOSE, payload.toByteArray()));
        }

        /** The next frame of the client: its first byte and its payload as text. */
        public String next() throws IOException {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return Integer.toHexString(first) + " " + new String(payload, StandardCharsets.ISO_8859_1);
        }

        /** Reads until the client hangs up. */
        public void untilTheEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Hangs up as a killed process does. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("closed after: " + head);
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        private static String accepted(String key) throws IOException {
            try {
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1")
                                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                        .getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IOException(e);
            }
        }
    }

    /** A short frame, not masked. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
