package vigie;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import vigie.decode.DecoderLimits;
import vigie.decode.DecoderTally;
import vigie.event.Trouble;

/**
 * Reports that a device sends more than a decoder may hold, such as too many channels: once, with the limit; and its end, when no value
 * was beyond a limit for an hour. Belongs to the source's thread.
 */
final class LimitTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(LimitTrouble.class);

    private final String about;
    private final Consumer<Trouble> troubles;
    private long overLimit;
    private long lastMillis;
    private boolean reported;

    LimitTrouble(String source, Consumer<Trouble> troubles) {
        this.about = "source " + source;
        this.troubles = troubles;
    }

    /** Looks at the counts after bytes arrived. */
    void observe(DecoderTally tally, long arrivalMillis) {
        if (tally.overLimit() > overLimit) {
            overLimit = tally.overLimit();
            lastMillis = arrivalMillis;
            begin(String.valueOf(tally.limit()), arrivalMillis);
        } else if (reported && arrivalMillis - lastMillis > DecoderLimits.ONCE_HEARD_MILLIS) {
            reported = false;
            report("no value was beyond a limit for an hour", true, arrivalMillis);
        }
    }

    private void begin(String limit, long epochMillis) {
        if (!reported) {
            reported = true;
            report(limit + ". Does the device invent names, or is the line noisy?", false, epochMillis);
        }
    }

    private void report(String text, boolean over, long epochMillis) {
        LOG.atLevel(over ? Level.INFO : Level.WARN).log("{}: {}", about, text);
        troubles.accept(new Trouble(about, text, over, epochMillis));
    }
}
