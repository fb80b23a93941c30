package vigie.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that may do anything: bytes as they are, and a small receive buffer if wanted. */
public final class RawSocket implements AutoCloseable {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Socket socket = new Socket();
    public final DataInputStream in;

    public RawSocket(int port) throws IOException {
        this(port, 0);
    }

    public RawSocket(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Asks for a WebSocket and returns the head of the answer. */
    public String upgrade(String path, String headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\n" + headers + "\r\n");
        return head();
    }

    /** Reads up to the empty line. */
    String head() throws IOException {
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

    /** Reads one answer that has a length, and returns its body. */
    public String answer() throws IOException {
        String head = head();
        int begin = head.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(head.substring(begin, head.indexOf("\r\n", begin)));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A masked frame with a zero mask. */
    void frame(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        send(frame.toByteArray());
    }

    /** The head of a long frame with a zero mask. */
    void begin(int firstByte, long length) throws IOException {
        send(ByteBuffer.allocate(14)
                .put((byte) firstByte)
                .put((byte) 0xff)
                .putLong(length)
                .putInt(0)
                .array());
    }

    /** One frame of the server. */
    public Frame nextFrame() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = in.readNBytes((int) length);
        return new Frame(first & 0x0f, (first >> 4) & 7, payload);
    }

    /** The next frame of the server that is long enough for an update of many readings, compressed or not. */
    Frame nextUpdate() throws IOException {
        Frame frame = nextFrame();
        while (frame.reserved == 0 && frame.payload.length < 500) {
            frame = nextFrame();
        }
        return frame;
    }

    /** Reads frames until the server's close frame. */
    int awaitCloseCode() throws IOException {
        Frame frame = nextFrame();
        while (frame.opcode != 8) {
            frame = nextFrame();
        }
        return ((frame.payload[0] & 0xff) << 8) | (frame.payload[1] & 0xff);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    public static final class Frame {
        final int opcode;
        /** RSV1, 2, 3 as 4, 2, 1. */
        final int reserved;

        public final byte[] payload;

        Frame(int opcode, int reserved, byte[] payload) {
            this.opcode = opcode;
            this.reserved = reserved;
            this.payload = payload;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
