/** The file itself: its schema, sensors, causes of failures, and rows that are passed over. */
@NullMarked
package vigie.store.sqlite.file;

import org.jspecify.annotations.NullMarked;
