/** The pipeline's handlers of one HTTP connection: deadlines, order of answers, encoding, headers for security. */
@NullMarked
package vigie.http.request;

import org.jspecify.annotations.NullMarked;
