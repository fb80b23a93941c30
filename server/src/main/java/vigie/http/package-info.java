/**
 * Stage 8, the listening port: {@link vigie.http.HttpPipeline} lists the handlers in the order in which bytes meet them,
 * {@link vigie.http.HttpServer} opens and closes it.
 */
@NullMarked
package vigie.http;

import org.jspecify.annotations.NullMarked;
