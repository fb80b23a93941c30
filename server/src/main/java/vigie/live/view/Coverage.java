package vigie.live.view;

import java.util.Arrays;
import vigie.sensor.SensorId;

/** Which of the sensors met so far a view covers; each is looked at once. Owned by the ticker thread. */
public final class Coverage {
    private final View view;
    private int[] sensors = new int[4];
    private int size;
    private int examined;

    public Coverage(View view) {
        this.view = view;
    }

    /** How many of the roster's sensors were examined. */
    public int examined() {
        return examined;
    }

    /** The next sensor of the roster. It counts as examined only once all of it is done. */
    public void examine(int sensor, SensorId id) {
        if (view.shows(sensor, id)) {
            if (size == sensors.length) {
                sensors = Arrays.copyOf(sensors, size * 2);
            }
            sensors[size++] = sensor;
        }
        examined++;
    }

    /** How many are covered. */
    public int size() {
        return size;
    }

    /** The dense index of the {@code i}th covered sensor. */
    public int sensor(int i) {
        return sensors[i];
    }
}
