package vigie.load.socket;

import io.netty.buffer.ByteBuf;

/** Hears what becomes of one session. Called on its event loop; bytes are borrowed for the call. */
public interface LoadSocketListener {
    /** The handshake is done. */
    void opened(boolean deflate);

    /** So many bytes arrived, frames and their heads; before the messages in them. */
    void received(int bytes);

    /** A whole message, as it came. */
    void message(ByteBuf in, int index, int length, boolean compressed);

    /** It never became a session. */
    void failed(String cause);

    /** The session is over; 1006 without a close frame, 1005 when that named no code (RFC 6455, section 7.4.1). */
    void ended(int code, String reason);
}
