package vigie.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.sensor.SensorSettings;

/**
 * One reading through an inlet and the hub to a subscriber that reads the batch, with its share of the tick. A batch has one
 * reading of each sensor.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HubBenchmark {
    private static final int READINGS = 1_000;
    /** So few are remembered that remembering costs what it does in the long run. */
    private static final HubSettings SETTINGS =
            new HubSettings(Duration.ofMillis(100), Duration.ofMinutes(2), 100 * READINGS);

    /** Sensors, and readings in a batch; a divisor of {@value #READINGS}. */
    @Param({"1", "20", "1000"})
    public int sensors = 1;

    private final Clock clock = Clock.systemUTC();
    private final Hub hub = new Hub(SETTINGS, clock, id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("bench");
    private double sum;

    /** Makes the sensors known. */
    @Setup
    public void register() {
        for (int i = 0; i < sensors; i++) {
            inlet.channel(i, "c" + i, null);
        }
        hub.subscribe(this::read);
    }

    /** Publishes readings, batch by batch. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public double reading() {
        for (int batch = 0; batch < READINGS / sensors; batch++) {
            long now = clock.millis();
            for (int i = 0; i < sensors; i++) {
                inlet.add(i, now, i);
            }
            inlet.publish();
            hub.tick();
        }
        return sum;
    }

    /** Ends the hub. */
    @TearDown
    public void close() {
        hub.close();
    }

    private void read(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            sum += batch.value(i);
        }
    }
}
