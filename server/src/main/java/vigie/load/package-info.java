/**
 * Loads a running server with many sessions and measures what comes: {@code vigie bench}. Start at {@link vigie.load.run.LoadRun},
 * which tells the course of a run; {@link vigie.load.socket.LoadSocket} is one session, {@link vigie.load.viewer.Viewers} counts what all of
 * them see, and {@link vigie.load.viewer.Witness} is one more, which checks them.
 *
 * <p>A client like any other: it knows the words on the wire and nothing of the server's inside. It knows Netty all the same,
 * because it must be cheaper than the server that it measures: one event loop holds ten thousand sessions, frames are read where
 * they arrived, and of the copies of one message only the first is decoded. Where one session is enough, {@code vigie.client} has it:
 * the first, which asks who is there ({@link vigie.load.run.Probe}), and the witness.
 *
 * <p>Everything that counts is owned by that one event loop, and the thread of {@code LoadRun} asks the loop for results; but what
 * the witness counts has a lock, since its client has a thread of its own.
 */
@NullMarked
package vigie.load;

import org.jspecify.annotations.NullMarked;
