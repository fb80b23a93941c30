package vigie.alarm.watch;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alarm.AlarmEngine;
import vigie.alarm.SensorRules;
import vigie.hub.Batch;
import vigie.hub.Change;
import vigie.hub.SensorSnapshot;
import vigie.sensor.SensorInfo;
import vigie.work.FailureLog;

/** Tells the engine of the hub's batches, and of the time between them. Owned by the watch's thread. */
final class BatchEvaluator {
    private static final SensorRules[] NONE = {};

    private static final Logger LOG = LoggerFactory.getLogger(BatchEvaluator.class);

    private final FailureLog failures = new FailureLog(LOG);
    private final AlarmEngine engine;
    private final AlarmWatch.Surroundings around;
    /** By their index in batches. */
    private SensorRules[] sensors = NONE;

    private long readings;
    private long batchMillis;

    BatchEvaluator(AlarmEngine engine, AlarmWatch.Surroundings around) {
        this.engine = engine;
        this.around = around;
    }

    /** How many readings there were. */
    long readings() {
        return readings;
    }

    void evaluate(Batch batch) {
        for (Change change : batch.changes()) {
            if (change instanceof Change.SensorAdded added) {
                know(added.index(), added.info(), batch.epochMillis());
            }
        }
        long now = batch.epochMillis();
        for (int i = 0; i < batch.size(); i++) {
            evaluate(batch, i, now);
        }
        readings += batch.size();
        batchMillis = now;
        engine.advance(now);
    }

    private void evaluate(Batch batch, int i, long now) {
        int index = batch.sensor(i);
        try {
            if (index >= sensors.length || sensors[index] == null) {
                relearn(now);
            }
            engine.reading(sensors[index], batch.time(i), batch.value(i), now);
        } catch (OutOfMemoryError e) {
            // Those that follow count all the same, and what this one should have raised the next reading raises.
            failures.failed("a reading could not be looked at for alarms", e);
        }
    }

    /** There is no batch. What may be on its way through the hub comes before what is due by now. */
    void advance() {
        long now = around.clock().millis();
        boolean setBack = now < batchMillis;
        engine.advance(setBack ? now : Math.max(now - around.tick().toMillis(), batchMillis));
    }

    /** How long to wait for a batch before {@link #advance} has something to do; {@link Long#MAX_VALUE} when it has not. */
    long untilNextDeadline() {
        long next = engine.nextDeadline();
        return next == Long.MAX_VALUE
                ? next
                : next + around.tick().toMillis() - around.clock().millis();
    }

    /** The batch that told of a sensor was lost. */
    private void relearn(long nowMillis) {
        for (SensorSnapshot sensor : around.sensors().get()) {
            know(sensor.index(), sensor.info(), nowMillis);
        }
    }

    private void know(int index, SensorInfo info, long nowMillis) {
        if (index >= sensors.length) {
            sensors = Arrays.copyOf(sensors, Math.max(index + 1, 2 * sensors.length));
        }
        sensors[index] = engine.sensor(info, nowMillis);
    }
}
