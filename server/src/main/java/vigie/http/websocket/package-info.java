/** WebSocket connections: upgrade, fragments and inflating within a budget, heartbeats, echo, closing. */
@NullMarked
package vigie.http.websocket;

import org.jspecify.annotations.NullMarked;
