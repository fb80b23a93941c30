package vigie.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Notices an alarm that chatters: one that is raised again and again within a minute. It then stays raised until its condition has not
 * held for a minute, and the times in between are counted, not told: otherwise a single sensor could fill the event log. The counts
 * stand in the texts of the events. Not thread-safe.
 */
final class Chatter {
    /** Raised more often than this within a minute, an alarm chatters: {@value}. */
    static final int MOST_RAISED = 4;

    /** How long a chattering alarm must be quiet before it is cleared. */
    static final long QUIET_MILLIS = Duration.ofMinutes(1).toMillis();

    /** When it was raised last, in a ring, by the server's clock. */
    private final long[] raised = new long[MOST_RAISED];

    private long count;
    private long nowMillis;
    private boolean chattering;
    private long sinceMillis;
    private long heldBack;

    /** It is this time by the server's clock. */
    void now(long epochMillis) {
        nowMillis = epochMillis;
    }

    /** The alarm is raised. */
    void raised() {
        int place = (int) (count % MOST_RAISED);
        long age = nowMillis - raised[place];
        if (!chattering && count >= MOST_RAISED && age < QUIET_MILLIS && age >= 0) {
            chattering = true;
            sinceMillis = nowMillis;
            heldBack = 0;
        }
        raised[place] = nowMillis;
        count++;
    }

    /** Without the longer wait it would have been cleared and raised again. */
    void heldBack() {
        if (chattering) {
            heldBack++;
        }
    }

    /** Whether an alarm may be cleared that is to be quiet until a time of the server's clock: a device's own may jump. */
    boolean mayEnd(long dueMillis) {
        return !chattering || nowMillis >= dueMillis;
    }

    boolean isChattering() {
        return chattering;
    }

    /** What an alarm says that is raised. */
    String raisedText(String text) {
        return chattering
                ? text
                        + " (it comes and goes: it stays raised until it was quiet for a minute, and what happens until then"
                        + " is counted)"
                : text;
    }

    /** The alarm is cleared, which ends the chatter. */
    void cleared() {
        chattering = false;
    }

    /** What an alarm says that is cleared. */
    String clearedText(String text) {
        if (!chattering) {
            return text;
        }
        return text + " (it came and went " + heldBack + " more times since "
                + Instant.ofEpochMilli(sinceMillis).truncatedTo(ChronoUnit.SECONDS) + ")";
    }
}
