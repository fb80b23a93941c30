/** Event loops and how their time is shared: io_uring, epoll or NIO, accepting, turns of input, buffers of reads. */
@NullMarked
package vigie.http.transport;

import org.jspecify.annotations.NullMarked;
