package vigie.alarm.trial;

import java.time.Duration;
import java.util.List;
import vigie.sensor.SensorId;
import vigie.source.replay.ReplaySettings;
import vigie.source.simulated.SimulatedSettings;

/** Where the readings of a trial come from. */
public sealed interface TrialFeed {
    /** Written down. */
    record Points(SensorId sensor, List<Point> points) implements TrialFeed {
        public Points {
            points = List.copyOf(points);
            for (int i = 1; i < points.size(); i++) {
                if (points.get(i).millis() < points.get(i - 1).millis()) {
                    throw new IllegalArgumentException("readings: " + sensor + ": "
                            + Clockwork.offset(points.get(i).millis()) + " after "
                            + Clockwork.offset(points.get(i - 1).millis()) + " (expected: in order of time)");
                }
            }
        }
    }

    /** A reading, so many milliseconds from the beginning. */
    record Point(long millis, double value) {}

    /** A recording, or what a device said. */
    record Recording(ReplaySettings settings) implements TrialFeed {}

    /** A simulated device, for so long. */
    record Simulated(SimulatedSettings settings, Duration lasts) implements TrialFeed {}
}
