/** What a measurement counted, and its table and JSON. */
@NullMarked
package vigie.load.result;

import org.jspecify.annotations.NullMarked;
