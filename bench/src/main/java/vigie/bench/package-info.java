/**
 * Programs that measure a running server, not tests: each starts the packed jar as a process of its own, prints figures and asserts
 * nothing. {@code PageCost} alone builds the server's stages in its own process, to give them a past. Run one with
 * {@code bench/run NAME}, with nothing else running.
 */
@NullMarked
package vigie.bench;

import org.jspecify.annotations.NullMarked;
