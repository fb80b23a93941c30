package vigie.past;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import vigie.protocol.document.SeriesWriter;
import vigie.store.HistoryException;

/** One series, read in slices and written as it is read. */
interface SeriesSlices {
    /**
     * Writes the next slice, or as much of it as is wanted; at least one point, if there is one.
     *
     * @param full whether to stop for now
     * @return whether the series is complete
     */
    boolean writeSome(SeriesWriter out, BooleanSupplier full) throws HistoryException, IOException;
}
