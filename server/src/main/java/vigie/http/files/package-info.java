/** The page's files, straight from the jar. */
@NullMarked
package vigie.http.files;

import org.jspecify.annotations.NullMarked;
