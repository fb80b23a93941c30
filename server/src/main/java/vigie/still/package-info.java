/**
 * Stills: pictures and matrices beside the readings. {@link vigie.still.reader.StillReader} recognises and checks what comes,
 * {@link vigie.still.StillHub} numbers it, hands it on, and has {@link vigie.still.file.StillStore} keep it. What they are and how they
 * travel: {@code docs/stills.md}.
 */
@NullMarked
package vigie.still;

import org.jspecify.annotations.NullMarked;
