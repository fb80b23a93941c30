package vigie.source.simulated.plant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plant's quantities really are at any time, before any fault of a sensor. Pure. */
public final class PlantSignals {
    private static final double HOTTEST_PART_OF_DAY = 15.0 / 24;
    private static final double DOOR_OPEN_SECONDS = 8;
    private static final double DOOR_CLOSED_SECONDS = 25;

    private final List<PlantChannel> channels;
    private final Shapes shapes;
    private final Noise[] noises;
    private final @Nullable Schedule door;

    public PlantSignals(List<PlantChannel> channels, Shapes shapes, Noise noise, @Nullable Schedule door) {
        this.channels = channels;
        this.shapes = shapes;
        this.door = door;
        this.noises = new Noise[channels.size()];
        for (int i = 0; i < noises.length; i++) {
            noises[i] = noise.fork(i);
        }
    }

    /**
     * The quantity.
     *
     * @param channel which
     * @param epochMillis when
     * @param scheduleMillis when, counted from when the source was made
     */
    public double value(int channel, long epochMillis, long scheduleMillis) {
        PlantChannel it = channels.get(channel);
        Wave wave = it.wave();
        double value = wave.base() + shapes.walk() * wave.walk() * walk(channel, epochMillis);
        value += shapes.noise() * wave.noise() * noises[channel].white(epochMillis);
        if (wave.daily() != 0) {
            value += shapes.daily() * wave.daily() * timeOfDay(epochMillis);
        }
        Follows follows = it.follows();
        if (follows.factor() != 0) {
            value += shapes.walk() * follows.factor() * walk(follows.leader(), epochMillis - follows.lagMillis());
        }
        if (it.door() != 0) {
            value += it.door() * doorEffect(scheduleMillis);
        }
        return value;
    }

    private double walk(int channel, long epochMillis) {
        return noises[channel].walk(epochMillis, channels.get(channel).wave().walkSeconds() * 1000L);
    }

    private double timeOfDay(long epochMillis) {
        long day = shapes.day().toMillis();
        double part = (double) Math.floorMod(epochMillis, day) / day;
        // StrictMath: the same bits on every machine.
        return StrictMath.cos(2 * Math.PI * (part - HOTTEST_PART_OF_DAY));
    }

    /** From 0 (long closed) to 1 (long open). */
    private double doorEffect(long scheduleMillis) {
        if (door == null || door.sinceBeginning(scheduleMillis) < 0) {
            return 0;
        }
        double since = door.sinceBeginning(scheduleMillis) / 1000.0;
        double open = door.lasts().toMillis() / 1000.0;
        double reached = 1 - StrictMath.exp(-Math.min(since, open) / DOOR_OPEN_SECONDS);
        return since <= open ? reached : reached * StrictMath.exp((open - since) / DOOR_CLOSED_SECONDS);
    }
}
