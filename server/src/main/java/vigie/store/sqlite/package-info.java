/**
 * A {@link vigie.store.History} in one SQLite file. An append goes to the end of the <em>tail</em>, a row a reading; when the tail has
 * grown long enough, the same transaction packs it into <em>blocks</em>, one for each sensor and stretch of time, a few bytes a
 * reading. Beside each block stands its <em>span</em>: times, count, lowest, highest and mean, so that a wide bucket needs no decoding.
 *
 * <p>Start with {@link vigie.store.sqlite.SqliteHistory}; {@code Schema} has the tables. It alone knows SQL.
 */
@NullMarked
package vigie.store.sqlite;

import org.jspecify.annotations.NullMarked;
