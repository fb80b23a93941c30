package vigie.hub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;

/** What the hub remembers of one sensor. Index and id are for every thread; all else is guarded by the hub's lock. */
final class SensorState {
    /** A reading this little older than the last one is late, not a clock set back: {@value} ms. */
    private static final long LATE = 60_000;

    private final int index;
    private SensorInfo info;
    private final SensorId id;
    private final Cadence cadence;
    private SensorStatus status = SensorStatus.LIVE;
    private @Nullable String cause;
    private long sinceMillis;
    private boolean hasValue;
    private long lastMillis;
    private double lastValue;
    private long heardMillis;
    /** Otherwise the time since then is no pace, and it has been silent since. */
    private boolean heardInThisRun = true;

    /** One that is heard now. */
    SensorState(int index, SensorInfo info, long nowMillis) {
        this.index = index;
        this.info = info;
        this.id = info.id();
        this.cadence = new Cadence(info.cadence());
        this.sinceMillis = nowMillis;
        this.heardMillis = nowMillis;
    }

    /** One that an earlier run heard. */
    static SensorState remembered(int index, SensorInfo info, EarlierSensor earlier) {
        SensorState sensor = new SensorState(index, info, earlier.lastMillis());
        sensor.heardInThisRun = false;
        sensor.become(SensorStatus.STALE, SourceVoice.NOT_YET, earlier.lastMillis());
        sensor.hasValue = true;
        sensor.lastMillis = earlier.lastMillis();
        sensor.lastValue = earlier.lastValue();
        return sensor;
    }

    int index() {
        return index;
    }

    SensorId id() {
        return id;
    }

    SensorInfo info() {
        return info;
    }

    SensorStatus status() {
        return status;
    }

    long heardMillis() {
        return heardMillis;
    }

    boolean heardInThisRun() {
        return heardInThisRun;
    }

    /** True when that is news. */
    boolean describe(SensorInfo newInfo) {
        boolean news = !newInfo.equals(info);
        info = newInfo;
        return news;
    }

    /** Takes a reading that arrived in the tick closing now. True when the sensor comes back to life. */
    boolean observe(long epochMillis, double value, long nowMillis) {
        if (!hasValue || epochMillis >= lastMillis || lastMillis - epochMillis > LATE) {
            hasValue = true;
            lastMillis = epochMillis;
            lastValue = value;
        }
        if (heardInThisRun && nowMillis > heardMillis) {
            cadence.heardAfter(nowMillis - heardMillis);
        }
        heardMillis = nowMillis;
        heardInThisRun = true;
        return become(SensorStatus.LIVE, null, nowMillis);
    }

    /** Whether it is silent for too long. When the clock was set back, its silence is counted from then on. */
    boolean overdue(long nowMillis) {
        heardMillis = Math.min(heardMillis, nowMillis);
        return status == SensorStatus.LIVE && nowMillis - heardMillis > cadence.patienceMillis();
    }

    /** True when that is news. */
    boolean become(SensorStatus newStatus, @Nullable String newCause, long nowMillis) {
        if (status == newStatus && Objects.equals(cause, newCause)) {
            return false;
        }
        if (status != newStatus && heardInThisRun) {
            sinceMillis = nowMillis;
        }
        status = newStatus;
        cause = newCause;
        return true;
    }

    Change.SensorAdded added() {
        return new Change.SensorAdded(index, info);
    }

    Change.StatusChanged statusChanged() {
        return new Change.StatusChanged(index, id, status, cause, sinceMillis);
    }

    SensorSnapshot snapshot() {
        return new SensorSnapshot(
                index, info, status, cause, sinceMillis, hasValue, lastMillis, lastValue, cadence.millis());
    }
}
