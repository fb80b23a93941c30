package vigie.alarm;

import java.time.Duration;
import vigie.alarm.life.AlarmLife;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Wording;

/**
 * A rule on a sensor that says nothing. It counts by the server's clock. When three readings running come later than it allows
 * then that is the sensor's pace: the rule is broken on it, until it speaks faster for a while.
 */
final class SilenceRule extends BoundRule {
    private static final int LATE_TO_BREAK = 3;
    private static final int IN_TIME_TO_MEND = 20;

    private final long silenceMillis;
    private final RuleFaults faults;
    private long heardMillis;
    private boolean silent;
    private boolean broken;
    private int late;
    private int inTime;

    /**
     * @param faults told why it is broken, and when it is not any more
     */
    SilenceRule(
            AlarmRule rule,
            Duration silence,
            SensorRules sensor,
            AlarmLife life,
            Deadlines deadlines,
            RuleFaults faults) {
        super(rule, sensor, life, deadlines);
        silenceMillis = silence.toMillis();
        this.faults = faults;
    }

    /** From now on silence counts. */
    @Override
    void arm(long nowMillis) {
        heardMillis = nowMillis;
        queue();
    }

    @Override
    void reading(long epochMillis, double value, long nowMillis) {
        heard(nowMillis);
    }

    @Override
    void heard(long nowMillis) {
        long gap = nowMillis - heardMillis;
        if (gap > 0) {
            count(gap, nowMillis);
        }
        heardMillis = nowMillis;
        silent = false;
        become(false, Double.NaN, nowMillis, nowMillis);
        queue();
    }

    @Override
    void elapsed(long nowMillis) {
        if (!silent && !broken && nowMillis >= heardMillis + silenceMillis) {
            silent = true;
            try {
                become(true, Double.NaN, heardMillis + silenceMillis, heardMillis + silenceMillis);
            } catch (OutOfMemoryError e) {
                silent = false;
                throw e;
            }
        }
    }

    @Override
    long elapsesMillis() {
        return silent || broken ? AlarmLife.NEVER : heardMillis + silenceMillis;
    }

    @Override
    void serverSetBack(long nowMillis) {
        heardMillis = Math.min(heardMillis, nowMillis);
        super.serverSetBack(nowMillis);
    }

    private void count(long gap, long nowMillis) {
        late = gap > silenceMillis ? late + 1 : 0;
        inTime = gap > silenceMillis ? 0 : inTime + 1;
        if (!broken && late >= LATE_TO_BREAK) {
            broken = true;
            faults.broken(
                    this,
                    "silent: " + Wording.span(Duration.ofMillis(silenceMillis))
                            + " is shorter than the time between readings of "
                            + sensor().info().id() + ", " + Wording.span(Duration.ofMillis(gap))
                            + " (expected: several times as long)",
                    nowMillis);
        } else if (broken && inTime >= IN_TIME_TO_MEND) {
            broken = false;
            faults.broken(this, null, nowMillis);
        }
    }
}
