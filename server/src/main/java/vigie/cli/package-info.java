/** The commands: each reads its options, runs the server, a client or a tool, and ends with an exit code. */
@NullMarked
package vigie.cli;

import org.jspecify.annotations.NullMarked;
