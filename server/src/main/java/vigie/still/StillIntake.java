package vigie.still;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vigie.sensor.PrintableText;
import vigie.sensor.SensorId;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillType;
import vigie.still.reader.StillReader;

/** The way in for the stills of one sensor: each is checked, counted, and handed on or refused. Thread-safe. */
public final class StillIntake {
    private final StillHub hub;
    private final SensorId sensor;
    private final StillReader reader;
    private final Clock clock;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable String lastRefused;

    StillIntake(StillHub hub, SensorId sensor, StillReader reader, Clock clock) {
        this.hub = hub;
        this.sensor = sensor;
        this.reader = reader;
        this.clock = clock;
    }

    public SensorId sensor() {
        return sensor;
    }

    /** How long one may be. */
    public long maxBytes() {
        return hub.settings().maxStillBytes();
    }

    /** When the newest still of the sensor was taken; 0 when there is none. */
    public long newestMillis() {
        return hub.newestMillis(sensor);
    }

    /**
     * Takes a still.
     *
     * @param epochMillis when it was taken; of what comes from the future, now
     * @param claimed what the sender says it is; null when the sender says nothing
     * @throws StillException when it is refused, which is counted
     */
    public StillHub.Published take(byte[] bytes, long epochMillis, @Nullable StillType claimed) throws StillException {
        try {
            return take(read(bytes, claimed), epochMillis);
        } catch (StillException e) {
            refuse(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Only reads it: nothing is counted or handed on. */
    public StillContent read(byte[] bytes, @Nullable StillType claimed) throws StillException {
        return reader.read(bytes, claimed);
    }

    /** Takes what was read. */
    public StillHub.Published take(StillContent content, long epochMillis) {
        taken.incrementAndGet();
        return hub.publish(sensor, Math.min(epochMillis, clock.millis()), content);
    }

    /** What is said of one that is so long. */
    public StillException tooLong(long bytes) {
        return reader.tooLong(bytes);
    }

    /** Counts one that is refused. */
    public void refuse(String why) {
        lastRefused = PrintableText.line(why);
        refused.incrementAndGet();
    }

    /** How many were taken. */
    public long taken() {
        return taken.get();
    }

    /** How many were refused. */
    public long refused() {
        return refused.get();
    }

    /** Why the last one was refused that was. */
    public @Nullable String lastRefused() {
        return lastRefused;
    }
}
