/**
 * Questions about the past, and their answers: {@link vigie.past.HistoryQuery} is what was asked, {@link vigie.past.Archive} looks
 * it up in the history, {@link vigie.past.PastAnswer} is what will be written.
 */
@NullMarked
package vigie.past;

import org.jspecify.annotations.NullMarked;
