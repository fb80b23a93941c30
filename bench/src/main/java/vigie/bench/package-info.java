/**
 * Programs that measure a running server, not tests: each starts the packed jar as a process of its own, prints figures and
 * asserts nothing. Run one with {@code bench/run NAME}, with nothing else running.
 */
@NullMarked
package vigie.bench;

import org.jspecify.annotations.NullMarked;
