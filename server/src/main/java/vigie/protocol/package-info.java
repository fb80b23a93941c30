/**
 * The words on the wire, version 1: {@link vigie.protocol.message.MessageWriter} says what the server says,
 * {@link vigie.protocol.request.ClientMessageReader} understands clients, {@link vigie.protocol.document.DocumentWriter} says the same under
 * {@code /api/}. {@code docs/protocol.md} is the same for people.
 */
@NullMarked
package vigie.protocol;

import org.jspecify.annotations.NullMarked;
