package vigie.alarm.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vigie.sensor.SensorInfo;

/** All readings of a trial, by time. One thread. */
final class Timeline {
    /** So many readings may be played: {@value}. */
    static final int MOST = 5_000_000;

    private final List<Moment> moments = new ArrayList<>();

    /** A reading of a sensor, so many milliseconds from the beginning. */
    record Moment(long millis, SensorInfo sensor, double value) {}

    void add(long millis, SensorInfo sensor, double value) throws TrialException {
        if (moments.size() == MOST) {
            throw new TrialException("readings: more than " + MOST + " (expected: a shorter trial)");
        }
        moments.add(new Moment(millis, sensor, value));
    }

    /** Those of one time in the order they were added. */
    List<Moment> inOrder() {
        moments.sort(Comparator.comparingLong(Moment::millis));
        return moments;
    }
}
