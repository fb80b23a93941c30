package vigie.load.socket;

import io.netty.buffer.ByteBuf;

/** Takes what frames carry. The bytes are borrowed for the call. */
interface FrameSink {
    /** One whole message; compressed as it came, when {@code compressed}. */
    void message(ByteBuf in, int index, int length, boolean compressed);

    /** A ping, pong or close. */
    void control(int opcode, ByteBuf in, int index, int length);
}
