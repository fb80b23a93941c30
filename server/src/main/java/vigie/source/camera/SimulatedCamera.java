package vigie.source.camera;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceOutput;
import vigie.still.StillIntake;
import vigie.still.content.StillException;

/**
 * A thermal camera of 24 by 32 points that looks at a machine: a warm housing, a bearing that heats up and cools down, and a hot spot that
 * wanders along a pipe. The same at the same time with the same seed.
 */
public final class SimulatedCamera implements Source {
    static final int ROWS = 24;
    static final int COLUMNS = 32;
    private static final double AMBIENT = 21;

    private final StillSourceSettings settings;
    private final StillIntake intake;
    private final Clock clock;
    private final Sleeper sleeper;
    private final long seed;

    /** A camera. */
    public SimulatedCamera(StillSourceSettings settings, long seed, StillIntake intake, Clock clock) {
        this(settings, seed, intake, clock, Sleeper.THREAD);
    }

    SimulatedCamera(StillSourceSettings settings, long seed, StillIntake intake, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.seed = seed;
        this.intake = intake;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        return "simulated · " + ROWS + " × " + COLUMNS + " " + settings.everyInWords();
    }

    @Override
    public void run(SourceOutput out) throws InterruptedException {
        out.opened(false);
        while (!Thread.currentThread().isInterrupted()) {
            long now = clock.millis();
            take(now);
            sleeper.sleep(untilNext(clock.millis()));
        }
    }

    /** On the grid of the clock, so that it does not drift. */
    private long untilNext(long now) {
        long every = settings.every().toMillis();
        return every - now % every;
    }

    private void take(long now) {
        try {
            var unused = intake.take(json(now).getBytes(StandardCharsets.UTF_8), now, null);
        } catch (StillException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it sees at a time. */
    String json(long epochMillis) {
        StringBuilder json = new StringBuilder(8192);
        json.append("{\"rows\":" + ROWS + ",\"columns\":" + COLUMNS + ",\"unit\":\"°C\",\"values\":[");
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                json.append(row + column == 0 ? "" : ",")
                        .append(String.format(Locale.ROOT, "%.1f", value(row, column, epochMillis)));
            }
        }
        return json.append("]}").toString();
    }

    private double value(int row, int column, long epochMillis) {
        double seconds = epochMillis % 86_400_000 / 1e3;
        double housing = 14 * hill(row - 13, column - 12, 6, 9);
        double bearing = (24 + 12 * Math.sin(seconds / 47)) * hill(row - 9, column - 8, 2.2, 2.2);
        double pipe = 9 * hill(row - 19, 0, 1.6, 1);
        double wanderer = 20 * hill(row - 19, column - (16 + 13 * Math.sin(seconds / 31)), 1.6, 2.6);
        double noise =
                (mixed(seed * 31 + epochMillis * 1009 + (long) row * COLUMNS + column) & 0xffff) / 65_536.0 - 0.5;
        return AMBIENT + 0.12 * row + housing + bearing + pipe + wanderer + 0.5 * noise;
    }

    private static double hill(double down, double across, double height, double width) {
        return Math.exp(-0.5 * (down * down / (height * height) + across * across / (width * width)));
    }

    /** Steele and others, Fast Splittable Pseudorandom Number Generators (2014): the finalizer of SplitMix64. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
