/** Documents over HTTP: series and events as JSON and CSV, webhooks, and times as text. */
@NullMarked
package vigie.protocol.document;

import org.jspecify.annotations.NullMarked;
