/**
 * Stage 2, bytes to readings: pure, incremental, bounded. Start at {@link vigie.decode.Decoder}.
 */
@NullMarked
package vigie.decode;

import org.jspecify.annotations.NullMarked;
