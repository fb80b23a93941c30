/** The vocabulary of events: what happened, how severe it is, and troubles that last. */
@NullMarked
package vigie.event;

import org.jspecify.annotations.NullMarked;
