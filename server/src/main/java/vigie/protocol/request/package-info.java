/** Messages from clients, read strictly. */
@NullMarked
package vigie.protocol.request;

import org.jspecify.annotations.NullMarked;
