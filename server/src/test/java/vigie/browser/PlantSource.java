package vigie.browser;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import vigie.hub.Inlet;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** One source of the plant that browser tests look at. Its inlet belongs to the thread that calls {@link #measure}. */
final class PlantSource {
    private static final double LARGEST_WHOLE = 9_007_199_254_740_991.0;
    private static final Map<String, List<Double>> FIGURES = Map.ofEntries(
            Map.entry("near", List.of(99.998, 100.0, 99.999)),
            Map.entry("counter", List.of(1_234_567_890.0, 1_234_567_900.0)),
            Map.entry("meter", List.of(23_372.7432, 23_372.7433, 23_372.7502)),
            Map.entry("tiny", List.of(1.5e-9, 2.25e-9)),
            Map.entry("sum", List.of(0.1 + 0.2, 0.4)),
            Map.entry("single", List.of((double) 21.6f, (double) 21.7f)),
            Map.entry("huge", List.of(Double.MAX_VALUE, -Double.MAX_VALUE)),
            Map.entry("whole", List.of(LARGEST_WHOLE, LARGEST_WHOLE - 1, -LARGEST_WHOLE)),
            Map.entry("wide", List.of(Math.pow(2, 60), Math.pow(2, 60) + 256)),
            Map.entry("power", List.of(1e21, 3e21)),
            Map.entry("negative", List.of(-1_234_567.891011, -1_234_567.891012)),
            Map.entry("zero", List.of(-0.0, 0.0, 1.0)));
    private static final Map<String, String> UNITS = Map.of(
            "near",
            "%",
            "meter",
            "kWh",
            "tiny",
            "A",
            "huge",
            "V",
            "negative",
            "m³/h",
            "single",
            "°C",
            "power",
            "particles per cubic metre");

    private final String id;
    private final String name;
    private final List<Channel> channels;
    private final Random random = new Random(7);
    private Inlet inlet;

    private interface Channel {
        String name();

        String unit();

        double at(long epochMillis, Random random);
    }

    /** A channel that swings around a middle, with some noise. */
    private record Swinging(String name, String unit, double middle, double swing, double seconds) implements Channel {
        @Override
        public double at(long epochMillis, Random random) {
            double phase = 2 * Math.PI * (epochMillis / 1000.0 % seconds) / seconds;
            double value = middle + swing * (Math.sin(phase) + 0.06 * random.nextGaussian());
            return Math.round(value * 1000) / 1000.0;
        }
    }

    /** A channel that takes a few values in turns, a second each. */
    private record Taking(String name, String unit, List<Double> values) implements Channel {
        @Override
        public double at(long epochMillis, Random random) {
            return values.get((int) (epochMillis / 1000 % values.size()));
        }
    }

    private PlantSource(String id, String name, Channel... channels) {
        this.id = id;
        this.name = name;
        this.channels = List.of(channels);
    }

    static List<PlantSource> all() {
        return List.of(
                new PlantSource(
                        "boiler",
                        "Boiler room",
                        new Swinging("flow", "°C", 64, 5, 180),
                        new Swinging("return", "°C", 48, 3, 180),
                        new Swinging("pressure", "bar", 1.8, 0.1, 95)),
                new PlantSource(
                        "greenhouse",
                        "Greenhouse",
                        new Swinging("temperature", "°C", 23, 2, 240),
                        new Swinging("humidity", "%", 62, 24, 210),
                        new Swinging("light", "lx", 12_000, 2500, 300)),
                new PlantSource(
                        "bench",
                        "Vibration bench",
                        new Swinging("vibration", "mm/s", 2.2, 0.8, 41),
                        new Swinging("speed", "rpm", 1480, 20, 67),
                        new Swinging("current", "A", 4.1, 0.4, 52)));
    }

    /** Channels whose values are easily taken for others, or are long. */
    static PlantSource withLongFigures() {
        return new PlantSource(
                "figures",
                "Figures",
                FIGURES.entrySet().stream()
                        .map(each -> new Taking(each.getKey(), UNITS.getOrDefault(each.getKey(), ""), each.getValue()))
                        .toArray(Channel[]::new));
    }

    /** The values of a channel of {@link #withLongFigures}. */
    static List<Double> valuesOf(String channel) {
        return FIGURES.get(channel);
    }

    String id() {
        return id;
    }

    SourceStatus status(SourceState state, String cause, long sinceMillis) {
        return new SourceStatus(id, name, "/dev/ttyUSB0 · 115200 baud", state, cause, sinceMillis);
    }

    void announce(Inlet way) {
        inlet = way;
        for (int i = 0; i < channels.size(); i++) {
            inlet.channel(i, channels.get(i).name(), channels.get(i).unit());
        }
    }

    /** What it would have said at a time of the past: with a short peak once an hour. */
    void remember(long epochMillis, List<Reading> readings) {
        double peak = epochMillis % 3_600_000 < 5_000 ? 1.5 : 1;
        for (Channel channel : channels) {
            double value = channel.at(epochMillis, random) * peak;
            readings.add(new Reading(SensorId.of(id, channel.name()), epochMillis, value));
        }
    }

    void measure(long epochMillis, Set<String> silent) {
        for (int i = 0; i < channels.size() && !silent.contains(id); i++) {
            Channel channel = channels.get(i);
            if (!silent.contains(id + "/" + channel.name())) {
                inlet.add(i, epochMillis, channel.at(epochMillis, random));
            }
        }
        inlet.publish();
    }
}
