/**
 * Stage 4: readings and events kept on disk. {@link vigie.history.HistoryWriter} takes what passes the hub; {@link vigie.history.History}
 * says what can be kept and asked, whatever keeps it, and
 * {@link vigie.history.EventStore} the same of events; {@code vigie.history.sqlite} keeps both. {@link vigie.history.DataFolder} is
 * the folder, of one process at a time; {@link vigie.history.Retention} drops what is too old or too much.
 */
@NullMarked
package vigie.history;

import org.jspecify.annotations.NullMarked;
