package vigie.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.ScarceMemory;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/**
 * The hub while memory runs out at each of many places, in a JVM of its own: prints {@code ran out N times}, or what is wrong
 * afterwards.
 */
final class HubWithoutMemory {
    private static final int CHANNELS = 40;
    private static final int READINGS = 6_000;
    private static final int MOST = 1 << 15;

    /** Between nothing and what all columns need. */
    private static final int[] SPARE_BYTES = {0, 11_000, 20_000, 45_000, 60_000, 90_000};

    private final Hub hub = new Hub(
            new HubSettings(HubSettings.DEFAULT.tick(), Duration.ofSeconds(1), 1_000),
            Clock.systemUTC(),
            id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("bench");
    /** What was staged, and what came: allocated before memory runs out. */
    private final int[] came = new int[MOST];

    private final int[] staged = new int[MOST];
    private final boolean[] announced = new boolean[MOST];
    private int cameCount;
    private int stagedCount;
    private int channels;
    private int next;
    private long lastSeq;
    private String wrong = "";

    public static void main(String[] args) {
        ScarceMemory memory = new ScarceMemory();
        String wrong = "";
        int ranOut = 0;
        for (int i = 0; i < SPARE_BYTES.length && wrong.isEmpty(); i++) {
            HubWithoutMemory run = new HubWithoutMemory();
            ranOut += run.run(memory, SPARE_BYTES[i]);
            wrong = run.wrong;
        }
        System.out.println(wrong.isEmpty() ? "ran out " + ranOut + " times" : wrong);
    }

    /** How often memory ran out in it. */
    private int run(ScarceMemory memory, int spare) {
        hub.subscribe(this::batch);
        SourceStatus lost = status(SourceState.LOST, "unplugged");
        SourceStatus live = status(SourceState.LIVE, null);
        List<Runnable> steps = List.of(this::learn, this::read, hub::tick, () -> hub.sourceChanged(lost), hub::tick);
        int ranOut = 0;
        for (Runnable step : steps) {
            ranOut += memory.runsOut(spare, step) ? 1 : 0;
        }
        hub.sourceChanged(live);
        learn();
        read();
        inlet.publish();
        hub.tick();
        checkAll();
        hub.close();
        return ranOut;
    }

    private static SourceStatus status(SourceState state, @Nullable String cause) {
        return new SourceStatus("bench", "bench", "", state, cause, 0);
    }

    /** As a decoder does: a channel counts when the hub has taken it. */
    private void learn() {
        while (channels < CHANNELS) {
            inlet.channel(channels, "channel" + channels, null);
            channels++;
        }
    }

    private void read() {
        for (int i = 0; i < READINGS && channels > 0; i++) {
            int value = next++;
            inlet.add(value % channels, 1, value);
            staged[stagedCount++] = value;
        }
    }

    private void batch(Batch batch) {
        if (batch.seq() != lastSeq + 1) {
            wrong = "batch " + batch.seq() + " after " + lastSeq;
        }
        lastSeq = batch.seq();
        for (int i = 0; i < batch.changes().size(); i++) {
            if (batch.changes().get(i) instanceof Change.SensorAdded added) {
                announced[added.index()] = true;
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            if (!announced[batch.sensor(i)]) {
                wrong = "a reading of a sensor that was not told";
            }
            came[cameCount++] = (int) batch.value(i);
        }
    }

    /** Everything that was taken came, once and in order. */
    private void checkAll() {
        int at = 0;
        for (int i = 0; i < stagedCount; i++) {
            while (at < cameCount && came[at] < staged[i]) {
                at++;
            }
            if (at == cameCount || came[at] != staged[i]) {
                wrong = "reading " + staged[i] + " is lost";
                return;
            }
        }
        for (int i = 1; i < cameCount; i++) {
            if (came[i] <= came[i - 1]) {
                wrong = "reading " + came[i] + " after " + came[i - 1];
                return;
            }
        }
        HubSnapshot snapshot = hub.snapshot();
        for (int i = 0; i < snapshot.sensors().size(); i++) {
            SensorSnapshot sensor = snapshot.sensors().get(i);
            if (sensor.index() != i || !sensor.info().id().toString().equals("bench/channel" + i)) {
                wrong = sensor + " stands at place " + i;
            }
        }
        if (snapshot.sensors().size() != channels) {
            wrong = snapshot.sensors().size() + " sensors for " + channels + " channels";
        }
    }
}
