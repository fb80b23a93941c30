package vigie.load.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.ThreadLocalRandom;

/** The few frames that a client sends, masked as RFC 6455, section 5.3, asks of clients. */
final class ClientFrames {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;

    private ClientFrames() {}

    /** The answer to a ping with this payload. */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf in, int index, int length) {
        return masked(allocator, PONG, in, index, length);
    }

    /** The answer to a close: the same code. */
    static ByteBuf closeAnswer(ByteBufAllocator allocator, ByteBuf in, int index, int length) {
        return masked(allocator, CLOSE, in, index, Math.min(2, length));
    }

    /** A close of our own. */
    static ByteBuf close(ByteBufAllocator allocator, int code) {
        ByteBuf payload = allocator.buffer(2).writeShort(code);
        try {
            return masked(allocator, CLOSE, payload, 0, 2);
        } finally {
            payload.release();
        }
    }

    private static ByteBuf masked(ByteBufAllocator allocator, int opcode, ByteBuf in, int index, int length) {
        int mask = ThreadLocalRandom.current().nextInt();
        ByteBuf frame = allocator.buffer(6 + length);
        frame.writeByte(FIN | opcode).writeByte(MASKED | length).writeInt(mask);
        for (int i = 0; i < length; i++) {
            frame.writeByte(in.getByte(index + i) ^ (mask >>> ((3 - i % 4) * Byte.SIZE)));
        }
        return frame;
    }
}
