package vigie.sensor;

import java.util.Locale;

/** How a sensor does. */
public enum SensorStatus {
    /** Readings come at the pace learnt from it. */
    LIVE,
    /** No reading for longer than its pace allows. */
    STALE,
    /** Its source is gone. */
    LOST;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
