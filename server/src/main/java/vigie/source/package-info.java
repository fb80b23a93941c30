/**
 * Stage 1, bytes in: a {@link vigie.source.Source} delivers what a device says, a
 * {@link vigie.source.SourceSupervisor} keeps it going and says why when it does not.
 */
@NullMarked
package vigie.source;

import org.jspecify.annotations.NullMarked;
