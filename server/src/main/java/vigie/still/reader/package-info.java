/** Reads and checks stills: JPEG, PNG, matrices. */
@NullMarked
package vigie.still.reader;

import org.jspecify.annotations.NullMarked;
