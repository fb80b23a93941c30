package vigie.alarm.trial;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** Says what is known of a sensor besides what the stream says. */
@FunctionalInterface
public interface SensorSource {
    SensorInfo describe(SensorId id, String deviceName, @Nullable String deviceUnit);
}
