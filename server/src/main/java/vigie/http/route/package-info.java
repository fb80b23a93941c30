/** Answers to requests: from small ones in memory to long ones that are streamed while the client takes them, on workers. */
@NullMarked
package vigie.http.route;

import org.jspecify.annotations.NullMarked;
