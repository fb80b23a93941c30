/** The documents of {@code /api}, and health. */
@NullMarked
package vigie.api;

import org.jspecify.annotations.NullMarked;
