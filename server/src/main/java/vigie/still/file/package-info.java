/** Stills kept on disk. */
@NullMarked
package vigie.still.file;

import org.jspecify.annotations.NullMarked;
