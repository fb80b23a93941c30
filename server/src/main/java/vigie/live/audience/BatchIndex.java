package vigie.live.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vigie.hub.Batch;
import vigie.live.frame.HubFrames;
import vigie.live.view.Coverage;
import vigie.protocol.message.MessageWriter.Sink;
import vigie.sensor.SensorId;

/**
 * Where in a batch each sensor's readings are, so that of a thousand views of one sensor each none looks at the readings of the
 * other 999. Owned by the ticker thread; one object serves batch after batch.
 */
public final class BatchIndex {
    private static final int NONE = -1;
    /** A view of more than one in so many sensors looks at all readings: that is as fast, and needs no sorting. */
    private static final int NARROW = 4;

    /** The sensors met so far, in the order in which they were met. */
    private final List<SensorId> roster = new ArrayList<>();

    private boolean[] met = new boolean[0];
    private int[] rosterSensors = new int[16];

    private Batch batch;
    /** By sensor: its first reading in the batch. */
    private int[] first = new int[0];
    /** By reading: the same sensor's next one. */
    private int[] next = new int[0];

    private int[] chosen = new int[16];

    public BatchIndex(Batch batch) {
        this.batch = batch;
        of(batch);
    }

    /** Turns to another batch. When that fails for want of memory, the next one is understood all the same. */
    public void of(Batch current) {
        batch = current;
        Arrays.fill(first, NONE);
        if (next.length < batch.size()) {
            next = new int[batch.size()];
        }
        for (int i = batch.size() - 1; i >= 0; i--) {
            int sensor = batch.sensor(i);
            meet(sensor, batch.id(i));
            next[i] = first[sensor];
            first[sensor] = i;
        }
    }

    /** The readings that an audience sees, in order of arrival. */
    public void readings(Audience audience, Sink sink) {
        Coverage coverage = audience.coverage();
        for (int i = coverage.examined(); i < roster.size(); i++) {
            coverage.examine(rosterSensors[i], roster.get(i));
        }
        if (coverage.size() * NARROW > roster.size()) {
            HubFrames.readings(audience.view(), batch, 0, batch.size(), sink);
            return;
        }
        int count = choose(coverage);
        for (int i = 0; i < count; i++) {
            HubFrames.readings(audience.view(), batch, chosen[i], chosen[i] + 1, sink);
        }
    }

    private int choose(Coverage coverage) {
        int count = 0;
        for (int i = 0; i < coverage.size(); i++) {
            for (int reading = first[coverage.sensor(i)]; reading != NONE; reading = next[reading]) {
                if (count == chosen.length) {
                    chosen = Arrays.copyOf(chosen, count * 2);
                }
                chosen[count++] = reading;
            }
        }
        Arrays.sort(chosen, 0, count);
        return count;
    }

    /** What may find no memory comes first: a sensor is met when all of it is done, and never twice. */
    private void meet(int sensor, SensorId id) {
        if (sensor >= first.length) {
            int[] grown = Arrays.copyOf(first, Math.max(sensor + 1, first.length * 2));
            boolean[] grownMet = Arrays.copyOf(met, grown.length);
            Arrays.fill(grown, first.length, grown.length, NONE);
            first = grown;
            met = grownMet;
        }
        if (met[sensor]) {
            return;
        }
        if (roster.size() == rosterSensors.length) {
            rosterSensors = Arrays.copyOf(rosterSensors, roster.size() * 2);
        }
        roster.add(id);
        rosterSensors[roster.size() - 1] = sensor;
        met[sensor] = true;
    }
}
