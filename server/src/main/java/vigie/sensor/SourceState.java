package vigie.sensor;

import java.util.Locale;

/** How a source does. */
public enum SourceState {
    /** Not open yet for the first time. */
    OPENING,
    /** Open; bytes may come. */
    LIVE,
    /** Failed or gone; it is tried again. */
    LOST,
    /** At its end, such as a file played once; it is not tried again. */
    ENDED;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
