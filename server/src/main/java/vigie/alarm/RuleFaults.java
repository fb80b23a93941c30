package vigie.alarm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alarm.rule.RuleBook;
import vigie.sensor.SensorId;
import vigie.work.LogThrottle;

/** What becomes of a rule that does not work on a sensor: it is said, and when it fails it is left out there. */
final class RuleFaults {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFaults.class);
    private static final int LINES_A_MINUTE = 6;

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final RuleBook book;

    RuleFaults(RuleBook book) {
        this.book = book;
    }

    /** Why it does not work; null when it does again. */
    void broken(BoundRule rule, @Nullable String why, long nowMillis) {
        book.breaks(rule.rule().id(), sensor(rule).toString(), why, nowMillis);
    }

    /** It is left out from now on; the others go on. */
    void failed(BoundRule rule, RuntimeException why, long nowMillis) {
        if (throttle.isDue()) {
            LOG.error("rule {} fails on {}{}", rule.rule().id(), sensor(rule), throttle.takeHeldBackText(), why);
        }
        BoundRule[] others = Arrays.stream(rule.sensor().rules())
                .filter(other -> other != rule)
                .toArray(BoundRule[]::new);
        rule.sensor().setRules(others);
        broken(rule, "it fails: " + why, nowMillis);
        try {
            rule.end(nowMillis, "its rule is broken");
        } catch (RuntimeException e) {
            LOG.error("rule {} cannot be ended", rule.rule().id(), e);
        }
    }

    private static SensorId sensor(BoundRule rule) {
        return rule.sensor().info().id();
    }
}
