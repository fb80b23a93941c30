package vigie.bench.attack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A client's WebSocket frames (RFC 6455, section 5.2) whose masking key is zero, so that many connections can send the same bytes. */
final class MaskedFrames {
    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int TEXT = 0x1;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int KEY_BYTES = 4;

    private MaskedFrames() {}

    /** The first frame of a text message, without its end. */
    static ByteBuf firstFragment(byte[] payload) {
        return frame(TEXT, payload);
    }

    /** The same, compressed (RFC 7692). */
    static ByteBuf firstCompressedFragment(byte[] deflated) {
        return frame(TEXT | COMPRESSED, deflated);
    }

    /** A further frame of the same message, without its end. */
    static ByteBuf nextFragment(byte[] payload) {
        return frame(0, payload);
    }

    /** A text message of one frame. */
    static ByteBuf text(byte[] payload) {
        return frame(FIN | TEXT, payload);
    }

    private static ByteBuf frame(int first, byte[] payload) {
        ByteBuf head = Unpooled.buffer(14).writeByte(first);
        if (payload.length < LENGTH_16) {
            head.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xFFFF) {
            head.writeByte(MASKED | LENGTH_16).writeShort(payload.length);
        } else {
            head.writeByte(MASKED | LENGTH_64).writeLong(payload.length);
        }
        head.writeZero(KEY_BYTES);
        return Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(payload));
    }
}
