package vigie.source.simulated.plant;

import vigie.sensor.SensorSettings;

/**
 * One sensor of a simulated device.
 *
 * @param key what the device calls it
 * @param sensor what people call it, its unit and its normal range
 * @param decimals digits after the point, 0 to 6
 * @param everyLines it is in every so manieth line only, at least 1
 * @param wave how it moves
 * @param follows what it goes after
 * @param door how far an open door carries it, in its own unit
 */
public record PlantChannel(
        String key, SensorSettings sensor, int decimals, int everyLines, Wave wave, Follows follows, double door) {

    PlantChannel(String key, SensorSettings sensor, int decimals, Wave wave) {
        this(key, sensor, decimals, 1, wave, Follows.NOTHING, 0);
    }

    PlantChannel after(int leader, double factor, int lagSeconds) {
        Follows newFollows = new Follows(leader, factor, lagSeconds * 1000L);
        return new PlantChannel(key, sensor, decimals, everyLines, wave, newFollows, door);
    }

    PlantChannel everyLines(int lines) {
        return new PlantChannel(key, sensor, decimals, lines, wave, follows, door);
    }

    PlantChannel atOpenDoor(double change) {
        return new PlantChannel(key, sensor, decimals, everyLines, wave, follows, change);
    }
}
