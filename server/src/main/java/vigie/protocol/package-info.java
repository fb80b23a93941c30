/**
 * The words on the wire, version 1: {@link vigie.protocol.MessageWriter} says what the server says,
 * {@link vigie.protocol.ClientMessageReader} understands clients. {@code docs/protocol.md} is the same for people.
 */
@NullMarked
package vigie.protocol;

import org.jspecify.annotations.NullMarked;
