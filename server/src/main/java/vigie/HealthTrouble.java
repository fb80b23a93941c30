package vigie;

import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.work.LogThrottle;
import vigie.work.health.HealthIssue;
import vigie.work.health.Watchdog;

/** Tells operators, and the log, of what is not well with the server. Called on the watchdog's thread. */
final class HealthTrouble implements Watchdog.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HealthTrouble.class);
    private static final int LINES_A_MINUTE = 6;

    private final Consumer<Trouble> troubles;
    private final Consumer<HealthIssue> whenBroken;
    private final Clock clock;
    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);

    /**
     * @param troubles told of each issue and of its end
     * @param whenBroken told once, when the server does not recover
     */
    HealthTrouble(Consumer<Trouble> troubles, Consumer<HealthIssue> whenBroken, Clock clock) {
        this.troubles = troubles;
        this.whenBroken = whenBroken;
        this.clock = clock;
    }

    @Override
    public void changed(HealthIssue issue, boolean over) {
        if (throttle.isDue()) {
            LOG.warn("health: {}{}{}", issue.line(), over ? ": is well again" : "", throttle.takeHeldBackText());
        }
        String text = over ? issue.part() + " is well again" : issue.part() + ": " + issue.text();
        troubles.accept(
                new Trouble("health: " + issue.part(), text, over, over ? clock.millis() : issue.sinceMillis()));
    }

    @Override
    public void broken(HealthIssue issue) {
        whenBroken.accept(issue);
    }
}
