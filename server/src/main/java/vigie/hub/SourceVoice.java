package vigie.hub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is heard of one source, and so why a sensor of it is silent. Guarded by the hub's lock. */
final class SourceVoice {
    /** Why a sensor is not live yet, when its source is. */
    static final String BACK = "its source is back; no reading yet";

    /** Why a sensor of an earlier run is not live yet, when its source is not open either. */
    static final String NOT_YET = "not heard since the server started";

    private static final String SPEAKS = "its source still speaks: sensor unplugged?";
    private static final String NOTHING = "nothing comes from its source any more: device off or hung?";
    private static final String SOME_UNREADABLE = "its source speaks, but not every line can be read, such as: ";
    private static final String ALL_UNREADABLE =
            "its source speaks, but no line can be read (wrong baud rate or format?), such as: ";

    /** What was heard after a sensor fell silent was heard so much later: {@value} ms. */
    private static final long AFTERWARDS = 1_000;
    /** So long a line that cannot be read, and an opened port, are news; no other line is shown meanwhile: {@value} ms. */
    private static final long NEWS = 10_000;

    private static final int SHOWN_CHARACTERS = 80;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Cadence cadence = new Cadence(null);
    private long heardMillis = NEVER;
    private long openedMillis = NEVER;
    private long unreadableMillis = NEVER;
    private long shownMillis = NEVER;
    private String shownLine = "";

    /** Readings came within the tick closing now. */
    void heard(long nowMillis) {
        if (nowMillis > heardMillis && heardMillis != NEVER) {
            cadence.heardAfter(nowMillis - heardMillis);
        }
        heardMillis = nowMillis;
    }

    /** It was opened. */
    void opened(long nowMillis) {
        openedMillis = nowMillis;
    }

    /** A line came that should have given readings and did not. */
    void unreadable(@Nullable String line, long nowMillis) {
        unreadableMillis = nowMillis;
        if (nowMillis - shownMillis >= NEWS) {
            shownMillis = nowMillis;
            String text = Objects.requireNonNullElse(line, "");
            shownLine = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
        }
    }

    /** The clock may have been set back: what was heard later than now was heard now. */
    private void believe(long nowMillis) {
        heardMillis = Math.min(heardMillis, nowMillis);
        openedMillis = Math.min(openedMillis, nowMillis);
        unreadableMillis = Math.min(unreadableMillis, nowMillis);
        shownMillis = Math.min(shownMillis, nowMillis);
    }

    /** Why a sensor that was last heard then is silent, in words a person can act on. */
    String causeOfSilence(long sensorHeardMillis, long nowMillis) {
        believe(nowMillis);
        if (openedMillis > heardMillis && openedMillis > unreadableMillis && nowMillis - openedMillis <= NEWS) {
            return BACK;
        }
        boolean speaks =
                heardMillis - sensorHeardMillis >= AFTERWARDS && nowMillis - heardMillis <= cadence.patienceMillis();
        if (unreadableMillis - sensorHeardMillis >= AFTERWARDS && nowMillis - unreadableMillis <= NEWS) {
            return (speaks ? SOME_UNREADABLE : ALL_UNREADABLE) + shownLine;
        }
        return speaks ? SPEAKS : NOTHING;
    }
}
