/** Stills over HTTP: asked for, and posted. */
@NullMarked
package vigie.api.still;

import org.jspecify.annotations.NullMarked;
