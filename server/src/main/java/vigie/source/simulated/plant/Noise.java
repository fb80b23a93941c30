package vigie.source.simulated.plant;

/**
 * Chance that is a function of time: whoever asks again is told the same, in whatever order. Each value is a hash of seed and
 * place (the finalizer of SplitMix64, Steele et al., OOPSLA 2014). The walk is value noise in four octaves.
 */
public final class Noise {
    private static final int OCTAVES = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;

    public Noise(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** Another, that has nothing to do with this one. */
    public Noise fork(long name) {
        return new Noise(seed ^ mix(name * GOLDEN + 1));
    }

    /** All 64 bits. */
    public long bits(long place) {
        return mix(seed + place * GOLDEN);
    }

    /** Between -1 and 1, no two places alike, more often near 0. */
    double white(long place) {
        return (unit(place * 2) + unit(place * 2 + 1)) / 2;
    }

    /** Between -1 and 1, moving smoothly, about once across in the given time. */
    double walk(long millis, long acrossMillis) {
        double sum = 0;
        double weight = 1;
        double weights = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            sum += weight * smooth(octave, millis, Math.max(1, acrossMillis >> octave));
            weights += weight;
            weight *= 0.5;
        }
        return Math.max(-1, Math.min(1, 1.6 * sum / weights));
    }

    private double smooth(int octave, long millis, long cellMillis) {
        long cell = Math.floorDiv(millis, cellMillis);
        double at = (double) (millis - cell * cellMillis) / cellMillis;
        double eased = at * at * (3 - 2 * at);
        double from = unit((cell << 3) + octave);
        double to = unit(((cell + 1) << 3) + octave);
        return from + (to - from) * eased;
    }

    private double unit(long place) {
        return (bits(place) >> 11) * 0x1p-52;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
