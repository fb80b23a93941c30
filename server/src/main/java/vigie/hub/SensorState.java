package vigie.hub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;

/** What the hub remembers of one sensor. Index and id are for every thread; all else is guarded by the hub's lock. */
final class SensorState {
    /** A reading this little older than the newest may be late, not a clock set back: {@value} ms. */
    private static final long LATE = 60_000;
    /** It is late only when it comes this soon after the newest: {@value} ms. Afterwards the clock was set back, or ahead before. */
    private static final long LATE_ARRIVAL = 2_000;
    /** A time later than now by more than this comes from a clock that is ahead, and does not count as newest: {@value} ms. */
    private static final long AHEAD = 1_000;

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
    /** When that reading came. */
    private long lastHeardMillis;

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
    static SensorState remembered(int index, SensorInfo info, EarlierSensor earlier, long nowMillis) {
        long heardMillis = Math.min(earlier.lastMillis(), nowMillis);
        SensorState sensor = new SensorState(index, info, heardMillis);
        sensor.heardInThisRun = false;
        sensor.become(SensorStatus.STALE, SourceVoice.NOT_YET, heardMillis);
        sensor.hasValue = true;
        sensor.lastMillis = earlier.lastMillis();
        sensor.lastValue = earlier.lastValue();
        sensor.lastHeardMillis = heardMillis;
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
        if (!isLate(epochMillis, nowMillis)) {
            hasValue = true;
            lastMillis = epochMillis;
            lastValue = value;
            lastHeardMillis = nowMillis;
        }
        if (heardInThisRun && nowMillis > heardMillis) {
            cadence.heardAfter(nowMillis - heardMillis);
        }
        heardMillis = nowMillis;
        heardInThisRun = true;
        return become(SensorStatus.LIVE, null, nowMillis);
    }

    /** Whether a reading was overtaken by the newest one. Otherwise what is heard last counts, whatever the sensor's clock says. */
    private boolean isLate(long epochMillis, long nowMillis) {
        boolean slightlyOlder = hasValue && epochMillis < lastMillis && lastMillis - epochMillis <= LATE;
        boolean soon = nowMillis >= lastHeardMillis && nowMillis - lastHeardMillis <= LATE_ARRIVAL;
        return slightlyOlder && soon && lastMillis <= nowMillis + AHEAD;
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

    /** As of now: when the server's clock was set back, it has been so since now. */
    Change.StatusChanged statusChanged(long nowMillis) {
        return new Change.StatusChanged(index, id, status, cause, Math.min(sinceMillis, nowMillis));
    }

    /** As of now. */
    SensorSnapshot snapshot(long nowMillis) {
        return new SensorSnapshot(
                index,
                info,
                status,
                cause,
                Math.min(sinceMillis, nowMillis),
                hasValue,
                lastMillis,
                lastValue,
                cadence.millis());
    }
}
