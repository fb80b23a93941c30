package vigie.source.simulated.plant;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vigie.sensor.SensorSettings;

/** What can be simulated. */
public enum Plant {
    /** A heating boiler: the burner drives the flow temperature, and that the return temperature. 10 lines/s. */
    BOILER("Boiler room", DeviceFormat.JSON, 10),
    /** A greenhouse with a door: when it opens, temperature falls and humidity rises. 5 lines/s, soil moisture once a second. */
    GREENHOUSE("Greenhouse", DeviceFormat.PAIRS, 5),
    /** A machine on a test bench: the speed drives the vibration, and that the bearing temperature. 50 lines/s. */
    VIBRATION("Vibration bench", DeviceFormat.CSV, 50),
    /** As much as is asked for, see {@code Load}. */
    LOAD("Load", DeviceFormat.CSV, 0);

    private final String displayName;
    private final DeviceFormat format;
    private final int linesPerSecond;

    Plant(String displayName, DeviceFormat format, int linesPerSecond) {
        this.displayName = displayName;
        this.format = format;
        this.linesPerSecond = linesPerSecond;
    }

    /** As in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call it. */
    public String displayName() {
        return displayName;
    }

    /** What it speaks unless told otherwise. */
    public DeviceFormat format() {
        return format;
    }

    /** By channel, what the stream does not say: names, units, normal ranges. */
    public Map<String, SensorSettings> sensors() {
        Map<String, SensorSettings> sensors = new LinkedHashMap<>();
        channels().forEach(channel -> sensors.put(channel.key(), channel.sensor()));
        return Collections.unmodifiableMap(sensors);
    }

    /** What happens to it now and then unless told otherwise. */
    public List<Fault> faults() {
        return switch (this) {
            case BOILER -> PlantFaults.BOILER;
            case GREENHOUSE -> PlantFaults.GREENHOUSE;
            case VIBRATION -> PlantFaults.VIBRATION;
            case LOAD -> List.of();
        };
    }

    public int linesPerSecond() {
        return linesPerSecond;
    }

    public List<PlantChannel> channels() {
        return switch (this) {
            case BOILER -> PlantChannels.BOILER;
            case GREENHOUSE -> PlantChannels.GREENHOUSE;
            case VIBRATION -> PlantChannels.VIBRATION;
            case LOAD -> List.of();
        };
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Plant parse(String word) {
        return Arrays.stream(values())
                .filter(plant -> plant.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plant: " + word + " (expected: "
                        + Arrays.stream(values()).map(Plant::word).collect(Collectors.joining(", ")) + ")"));
    }
}
