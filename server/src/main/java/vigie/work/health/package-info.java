/**
 * Whether the server itself is well: signs of life of its long-lived threads and of its memory, watched by a thread of its own. Knows
 * nothing of sensors; every stage may use it.
 */
@NullMarked
package vigie.work.health;

import org.jspecify.annotations.NullMarked;
