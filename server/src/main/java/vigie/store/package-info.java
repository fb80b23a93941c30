/**
 * Stage 4: readings and events kept on disk. {@link vigie.store.writer.HistoryWriter} takes what passes the hub; {@link vigie.store.History}
 * says what can be kept and asked, whatever keeps it, and
 * {@link vigie.store.EventStore} the same of events; {@code vigie.store.sqlite} keeps both. {@link vigie.store.DataFolder} is
 * the folder, of one process at a time; {@link vigie.store.retention.Retention} drops what is too old or too much.
 */
@NullMarked
package vigie.store;

import org.jspecify.annotations.NullMarked;
