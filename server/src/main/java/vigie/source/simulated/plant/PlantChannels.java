package vigie.source.simulated.plant;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorSettings;

/** The sensors of each plant. */
public final class PlantChannels {
    static final List<PlantChannel> BOILER = List.of(
            new PlantChannel(
                            "flow", sensor("Flow temperature", "°C", 70.0, 74.5), 1, new Wave(71.4, 0.6, 1.2, 60, 0.25))
                    .after(3, 2.4, 20),
            new PlantChannel(
                            "return",
                            sensor("Return temperature", "°C", null, null),
                            1,
                            new Wave(52.9, 0.5, 0.9, 50, 0.2))
                    .after(3, 1.6, 45),
            new PlantChannel(
                    "pressure", sensor("Pressure", "bar", null, null), 3, new Wave(1.82, 0.01, 0.04, 45, 0.006)),
            new PlantChannel(
                    "burner", sensor("Burner power", "kW", null, 21.6), 1, new Wave(17.6, -0.8, 5.2, 70, 0.5)));

    static final List<PlantChannel> GREENHOUSE = List.of(
            new PlantChannel("air", sensor("Air temperature", "°C", null, null), 1, new Wave(23.6, 0.5, 0.7, 60, 0.1))
                    .after(3, 0.6, 25)
                    .atOpenDoor(-2.2),
            new PlantChannel("humidity", sensor("Humidity", "%", null, null), 1, new Wave(41.2, -1.5, 4, 55, 0.4))
                    .after(3, -1.8, 30)
                    .atOpenDoor(7),
            new PlantChannel("soil", sensor("Soil moisture", "%", null, null), 2, new Wave(33.9, 0.2, 0.9, 80, 0.08))
                    .everyLines(5),
            new PlantChannel("light", sensor("Light", "lx", null, null), 0, new Wave(18_420, 900, 2_800, 40, 250)));

    static final List<PlantChannel> VIBRATION = List.of(
            new PlantChannel("x", sensor("Axis X", "mm/s", null, null), 2, new Wave(1.27, 0, 0.5, 45, 0.06))
                    .after(2, 0.45, 0),
            new PlantChannel("y", sensor("Axis Y", "mm/s", null, null), 2, new Wave(0.94, 0, 0.4, 30, 0.05))
                    .after(2, 0.3, 0),
            new PlantChannel("speed", sensor("Speed", "1/min", null, null), 0, new Wave(1_498, 0, 7, 40, 1.2)),
            new PlantChannel(
                            "bearing",
                            sensor("Bearing temperature", "°C", null, null),
                            2,
                            new Wave(38.02, 0.2, 0.5, 90, 0.03))
                    .after(0, 0.4, 30));

    private PlantChannels() {}

    /** As many alike as wanted: {@code c1}, {@code c2} … */
    public static List<PlantChannel> load(int count) {
        Wave wave = new Wave(50, 0, 20, 30, 0.5);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new PlantChannel("c" + i, SensorSettings.NONE, 2, wave))
                .toList();
    }

    private static SensorSettings sensor(String name, String unit, @Nullable Double min, @Nullable Double max) {
        return new SensorSettings(name, unit, min, max);
    }
}
