package vigie.bench.attack;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** What an attacker does on one connection. Its event loop calls. */
interface SocketScript {
    /** The connection is open; for a WebSocket, after the handshake. */
    void opened(Channel channel);

    /** A frame came, which the caller releases. Plain connections have none. */
    default void received(Channel channel, WebSocketFrame frame) {}
}
