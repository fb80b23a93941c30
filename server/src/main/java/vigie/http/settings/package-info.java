/** Settings of the listening port: limits, times, transport, who may frame the page. */
@NullMarked
package vigie.http.settings;

import org.jspecify.annotations.NullMarked;
