/**
 * Stage 4: readings kept on disk. {@link vigie.history.History} says what can be kept and asked,
 * whatever keeps it.
 */
@NullMarked
package vigie.history;

import org.jspecify.annotations.NullMarked;
