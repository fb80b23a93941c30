/** Messages from the server, as JSON or CBOR. */
@NullMarked
package vigie.protocol.message;

import org.jspecify.annotations.NullMarked;
