package vigie.hub;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One source's way into the hub. Belongs to the thread that runs the source. When the hub has no memory for what is staged, that
 * stays staged, and the next {@link #publish} hands it on.
 */
public final class Inlet {
    private static final int PUBLISH_AT = 4096;

    private final Hub hub;
    private final String source;
    private final ArrayList<SensorState> channels = new ArrayList<>();
    private final Readings staged = new Readings();
    /** These three are guarded by the hub's lock. */
    private long taken;

    private long waits;
    private long waitedNanos;

    Inlet(Hub hub, String source) {
        this.hub = hub;
        this.source = source;
    }

    /**
     * A channel of the source appears or is better known.
     *
     * @param channel its index: 0, 1, 2 … in order of appearance
     * @param name as the device spells it
     * @param unit as the device spells it, if it does
     */
    public void channel(int channel, String name, @Nullable String unit) {
        channels.ensureCapacity(channel + 1);
        SensorState state = hub.register(source, name, unit);
        if (channel < channels.size()) {
            channels.set(channel, state);
        } else {
            channels.add(state);
        }
    }

    /** Stages a reading of a channel told before. The value is finite, the time in epoch milliseconds. */
    public void add(int channel, long epochMillis, double value) {
        if (staged.size() >= PUBLISH_AT) {
            // The last try failed. Trying first bounds what is staged.
            publish();
        }
        staged.add(channels.get(channel), epochMillis, value);
        if (staged.size() >= PUBLISH_AT) {
            publish();
        }
    }

    /** Hands what is staged to the hub. Waits for the next tick when the hub's open batch is full: nothing is dropped. */
    public void publish() {
        if (staged.size() > 0) {
            hub.accept(this, staged);
            staged.clear();
        }
    }

    /**
     * A line of the source should have given readings and did not.
     *
     * @param line as it may be shown, if it is known
     */
    public void unreadable(@Nullable String line) {
        hub.unreadable(source, line);
    }

    String source() {
        return source;
    }

    /** Under the hub's lock: so many readings came through. */
    void took(int readings) {
        taken += readings;
    }

    /** Under the hub's lock: the hub was full for so long. */
    void waited(long nanos) {
        waits++;
        waitedNanos += nanos;
    }

    /** Under the hub's lock. */
    InletTally tally() {
        return new InletTally(source, taken, waits, TimeUnit.NANOSECONDS.toMillis(waitedNanos));
    }
}
