/** Rules as they are written: conditions, texts, and how each does. */
@NullMarked
package vigie.alarm.rule;

import org.jspecify.annotations.NullMarked;
