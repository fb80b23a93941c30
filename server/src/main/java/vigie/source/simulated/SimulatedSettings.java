package vigie.source.simulated;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.source.simulated.plant.DeviceFormat;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Plant;
import vigie.source.simulated.plant.PlantChannel;
import vigie.source.simulated.plant.PlantChannels;
import vigie.source.simulated.plant.Shapes;

/**
 * A simulated source.
 *
 * @param id the source's id
 * @param name what people call it; the plant's name when null
 * @param plant what is simulated
 * @param format what it speaks; the plant's own when null
 * @param seed another seed, other readings
 * @param rate factor on the plant's lines per second, {@value #MIN_RATE} to {@value #MAX_RATE}
 * @param shapes how lively its sensors are
 * @param faults what happens to it
 * @param load how much the plant {@link Plant#LOAD} delivers; the others leave it alone
 */
public record SimulatedSettings(
        String id,
        @Nullable String name,
        Plant plant,
        @Nullable DeviceFormat format,
        long seed,
        double rate,
        Shapes shapes,
        List<Fault> faults,
        Load load) {
    static final double MIN_RATE = 0.01;
    static final double MAX_RATE = 100;

    public SimulatedSettings {
        if (!SensorId.isSourceId(id)) {
            throw new IllegalArgumentException(
                    "id: " + id + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: " + MIN_RATE + " to " + MAX_RATE + ")");
        }
        if (plant == Plant.LOAD && load.readingsPerSecond() * rate > Load.MAX_READINGS) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: no more than " + Load.MAX_READINGS
                    + " readings per second, these are " + Math.round(load.readingsPerSecond() * rate) + ")");
        }
        faults = List.copyOf(faults);
        for (Fault fault : faults) {
            requireFitting(fault, plant, load);
        }
    }

    /** A plant as it comes, with its own faults. */
    public static SimulatedSettings of(String id, Plant plant, long seed) {
        return new SimulatedSettings(id, null, plant, null, seed, 1, Shapes.DEFAULT, plant.faults(), Load.DEFAULT);
    }

    /** What is shown when nothing is configured: a boiler room, a greenhouse and a vibration bench. */
    public static List<SimulatedSettings> demo(long seed) {
        return List.of(
                of("boiler", Plant.BOILER, seed),
                of("greenhouse", Plant.GREENHOUSE, seed),
                of("bench", Plant.VIBRATION, seed));
    }

    /** What people call it. */
    public String displayName() {
        return name != null ? name : plant.displayName();
    }

    /** What it speaks: the name of the decoder that reads it is {@link DeviceFormat#word()}. */
    public DeviceFormat speaks() {
        return format != null ? format : plant.format();
    }

    /** The same with other faults. */
    public SimulatedSettings withFaults(List<Fault> newFaults) {
        return new SimulatedSettings(id, name, plant, format, seed, rate, shapes, newFaults, load);
    }

    /** The same at another rate. */
    public SimulatedSettings withRate(double newRate) {
        return new SimulatedSettings(id, name, plant, format, seed, newRate, shapes, faults, load);
    }

    /** The same in another format. */
    public SimulatedSettings withFormat(DeviceFormat newFormat) {
        return new SimulatedSettings(id, name, plant, newFormat, seed, rate, shapes, faults, load);
    }

    /** The same with other shapes. */
    public SimulatedSettings withShapes(Shapes newShapes) {
        return new SimulatedSettings(id, name, plant, format, seed, rate, newShapes, faults, load);
    }

    /** The same delivering as much as this. */
    public SimulatedSettings withLoad(Load newLoad) {
        return new SimulatedSettings(id, name, plant, format, seed, rate, shapes, faults, newLoad);
    }

    List<PlantChannel> channels() {
        return channels(plant, load);
    }

    /** Lines per second. */
    LinePace pace() {
        double linesPerSecond =
                plant == Plant.LOAD ? (double) load.readingsPerSecond() / load.channels() : plant.linesPerSecond();
        return new LinePace(Math.max(1, Math.round(linesPerSecond * rate * 1000)));
    }

    private static List<PlantChannel> channels(Plant plant, Load load) {
        return plant == Plant.LOAD ? PlantChannels.load(load.channels()) : plant.channels();
    }

    private static void requireFitting(Fault fault, Plant plant, Load load) {
        if (fault.kind() == Fault.Kind.DOOR && plant != Plant.GREENHOUSE) {
            throw new IllegalArgumentException(
                    "faults: door (expected: only in the greenhouse, this is " + plant.word() + ")");
        }
        List<PlantChannel> channels = channels(plant, load);
        if (fault.channel() != null
                && channels.stream().noneMatch(it -> it.key().equals(fault.channel()))) {
            throw new IllegalArgumentException("channel: " + fault.channel() + " (expected: "
                    + channels.stream().map(PlantChannel::key).limit(10).collect(Collectors.joining(", ")) + ")");
        }
    }
}
