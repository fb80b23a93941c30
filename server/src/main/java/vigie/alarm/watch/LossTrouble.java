package vigie.alarm.watch;

import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.work.LogThrottle;

/** Tells once when readings are not looked at for alarms, and once when all are again. Owned by the watch's thread. */
final class LossTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(LossTrouble.class);
    private static final int LINES_A_MINUTE = 6;

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final Consumer<Trouble> troubles;
    private final Clock clock;
    private long told;
    private boolean losing;

    LossTrouble(Consumer<Trouble> troubles, Clock clock) {
        this.troubles = troubles;
        this.clock = clock;
    }

    /**
     * Has a look.
     *
     * @param lost how many were lost so far
     * @param keepsUp whether none waits now
     */
    void look(long lost, boolean keepsUp) {
        if (lost > told) {
            told = lost;
            if (!losing) {
                losing = true;
                tell(
                        "readings come faster than the rules are evaluated; some are not looked at for alarms. Fewer"
                                + " rules for all sensors, or fewer readings, would help",
                        false);
            }
        } else if (losing && keepsUp) {
            losing = false;
            tell("every reading is looked at again; " + lost + " were not so far", true);
        }
    }

    private void tell(String text, boolean over) {
        if (throttle.isDue()) {
            LOG.warn("{}{}", text, throttle.takeHeldBackText());
        }
        troubles.accept(new Trouble("alarms", text, over, clock.millis()));
    }
}
