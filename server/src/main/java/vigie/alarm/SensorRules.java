package vigie.alarm;

import vigie.sensor.SensorInfo;

/**
 * A sensor, and the rules that mean it. A handle: what it is told goes through {@link AlarmEngine}, whose thread owns it.
 */
public final class SensorRules {
    /** A reading this little older than the last one is late, not a clock set back: {@value} ms. */
    private static final long LATE = 60_000;

    /** A time later than now by more than this comes from a clock that is ahead: such a reading counts as one of now. {@value} ms. */
    private static final long AHEAD = 1_000;

    private static final BoundRule[] NONE = {};

    private final RuleFaults faults;
    private SensorInfo info;
    private BoundRule[] rules = NONE;
    private long lastMillis = Long.MIN_VALUE;
    private long late;

    SensorRules(SensorInfo info, RuleFaults faults) {
        this.info = info;
        this.faults = faults;
    }

    /** What is known of the sensor. */
    public SensorInfo info() {
        return info;
    }

    void describe(SensorInfo newInfo) {
        info = newInfo;
    }

    BoundRule[] rules() {
        return rules;
    }

    void setRules(BoundRule[] newRules) {
        rules = newRules;
    }

    /** How many readings came too late to count. */
    long late() {
        return late;
    }

    void reading(long sensorMillis, double value, long nowMillis) {
        if (!Double.isFinite(value)) {
            return;
        }
        long epochMillis = sensorMillis > nowMillis + AHEAD ? nowMillis : sensorMillis;
        boolean inOrder = epochMillis >= lastMillis || setBack(epochMillis);
        OutOfMemoryError noMemory = null;
        for (BoundRule rule : rules) {
            try {
                if (inOrder) {
                    rule.reading(epochMillis, value, nowMillis);
                } else {
                    rule.heard(nowMillis);
                }
            } catch (RuntimeException e) {
                faults.failed(rule, e, nowMillis);
            } catch (OutOfMemoryError e) {
                noMemory = e;
            }
        }
        if (inOrder) {
            lastMillis = epochMillis;
        }
        if (noMemory != null) {
            throw noMemory;
        }
    }

    /** False when the reading is late. */
    private boolean setBack(long epochMillis) {
        if (lastMillis - epochMillis <= LATE) {
            late++;
            return false;
        }
        for (BoundRule rule : rules) {
            rule.sensorSetBack(epochMillis);
        }
        return true;
    }
}
