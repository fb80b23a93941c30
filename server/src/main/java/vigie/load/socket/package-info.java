/** WebSockets for measuring: many on few threads, frames read without being kept. */
@NullMarked
package vigie.load.socket;

import org.jspecify.annotations.NullMarked;
