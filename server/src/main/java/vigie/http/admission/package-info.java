/**
 * Who gets in: which names the server answers to, whose address a client has, and how much one address may take. Nothing here knows of
 * channels; {@link vigie.http.HttpPipeline} asks.
 */
@NullMarked
package vigie.http.admission;

import org.jspecify.annotations.NullMarked;
