/** The attacks in short, against the packed server. */
@NullMarked
package vigie.bench.attack;

import org.jspecify.annotations.NullMarked;
