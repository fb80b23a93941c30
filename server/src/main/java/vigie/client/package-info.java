/**
 * A client for programs: a WebSocket with callbacks ({@link vigie.client.SocketClient}), and a session on {@code /live} that comes
 * back and goes on where it was ({@link vigie.client.LiveClient}, start there). {@code docs/client.md} shows both.
 */
@NullMarked
package vigie.client;

import org.jspecify.annotations.NullMarked;
