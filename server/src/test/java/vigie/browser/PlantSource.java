package vigie.browser;

import java.util.List;
import java.util.Random;
import java.util.Set;
import vigie.hub.Inlet;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** One source of the plant that browser tests look at. Its inlet belongs to the thread that calls {@link #measure}. */
final class PlantSource {
    private final String id;
    private final String name;
    private final List<Channel> channels;
    private final Random random = new Random(7);
    private Inlet inlet;

    /** A channel that swings around a middle, with some noise. */
    private record Channel(String name, String unit, double middle, double swing, double seconds) {
        double at(long epochMillis, Random random) {
            double phase = 2 * Math.PI * (epochMillis / 1000.0 % seconds) / seconds;
            double value = middle + swing * (Math.sin(phase) + 0.06 * random.nextGaussian());
            return Math.round(value * 1000) / 1000.0;
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
                        new Channel("flow", "°C", 64, 5, 180),
                        new Channel("return", "°C", 48, 3, 180),
                        new Channel("pressure", "bar", 1.8, 0.1, 95)),
                new PlantSource(
                        "greenhouse",
                        "Greenhouse",
                        new Channel("temperature", "°C", 23, 2, 240),
                        new Channel("humidity", "%", 62, 24, 210),
                        new Channel("light", "lx", 12_000, 2500, 300)),
                new PlantSource(
                        "bench",
                        "Vibration bench",
                        new Channel("vibration", "mm/s", 2.2, 0.8, 41),
                        new Channel("speed", "rpm", 1480, 20, 67),
                        new Channel("current", "A", 4.1, 0.4, 52)));
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
