package vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/** Readings of many sensors that wander, each with a noise of its own, in the order of time. The same for each run. */
final class PlantReadings {
    private final List<SensorId> sensors = new ArrayList<>();
    private final boolean twoDecimals;
    private final Random random = new Random(1);
    private final double[] levels;
    private double now;

    /**
     * @param startMillis epoch milliseconds of the first readings
     * @param twoDecimals as most devices print; otherwise with all the digits a double has
     */
    PlantReadings(int sensors, long startMillis, boolean twoDecimals) {
        for (int sensor = 0; sensor < sensors; sensor++) {
            this.sensors.add(new SensorId("plant", "sensor" + sensor));
        }
        this.twoDecimals = twoDecimals;
        levels = random.doubles(sensors, 10, 90).toArray();
        now = startMillis;
    }

    List<SensorId> sensors() {
        return sensors;
    }

    /** The time of the next readings. */
    long nowMillis() {
        return (long) now;
    }

    /** A reading of each sensor, so many times, with some milliseconds of jitter. */
    List<Reading> next(int times, double stepMillis) {
        List<Reading> readings = new ArrayList<>(times * sensors.size());
        for (int time = 0; time < times; time++) {
            for (int sensor = 0; sensor < levels.length; sensor++) {
                long jitter = (long) (random.nextDouble() * Math.min(20, stepMillis / 2));
                readings.add(new Reading(sensors.get(sensor), nowMillis() + jitter, value(sensor)));
            }
            now += stepMillis;
        }
        return readings;
    }

    private double value(int sensor) {
        levels[sensor] += random.nextGaussian() * 0.02;
        double value = levels[sensor] + random.nextGaussian() * 0.1;
        return twoDecimals ? Math.rint(value * 100) / 100 : value;
    }
}
