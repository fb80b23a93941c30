/**
 * How background work is retried, queued and complained about, and how its files are kept from others. Knows nothing of sensors; every stage may use it.
 */
@NullMarked
package vigie.work;

import org.jspecify.annotations.NullMarked;
