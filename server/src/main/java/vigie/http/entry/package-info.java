/** The first look at a connection and a request: who may come in, and what is refused. */
@NullMarked
package vigie.http.entry;

import org.jspecify.annotations.NullMarked;
