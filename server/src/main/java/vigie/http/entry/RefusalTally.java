package vigie.http.entry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * What was refused, by HTTP status or close code. Each kind has a line in the log once a minute, with how often and the address of the last
 * one. Thread-safe.
 */
public final class RefusalTally {
    private final Consumer<String> log;
    private final ConcurrentMap<Integer, Kind> kinds = new ConcurrentHashMap<>();

    private static final class Kind {
        long all;
        long untold;
        boolean minuteRuns;
        String last = "";
        String why = "";
    }

    /**
     * @param log gets the lines
     */
    public RefusalTally(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Counts one. Returns whether {@link #minuteIsOver} is to be called in a minute: the first one is told at once, and begins a minute.
     *
     * @param code an HTTP status, or the code of a close frame
     * @param address whose request or message it was
     * @param why in the server's words
     */
    boolean count(int code, String address, String why) {
        Kind kind = kinds.computeIfAbsent(code, none -> new Kind());
        synchronized (kind) {
            kind.all++;
            kind.untold++;
            kind.last = address;
            kind.why = why;
            if (kind.minuteRuns) {
                return false;
            }
            kind.minuteRuns = true;
            tell(code, kind);
            return true;
        }
    }

    /** Tells what was refused since the last line. Returns whether that was anything, and so another minute begins. */
    boolean minuteIsOver(int code) {
        Kind kind = kinds.computeIfAbsent(code, none -> new Kind());
        synchronized (kind) {
            kind.minuteRuns = kind.untold > 0;
            tell(code, kind);
            return kind.minuteRuns;
        }
    }

    /** Tells what is not told yet. */
    public void tellRest() {
        kinds.forEach((code, kind) -> {
            synchronized (kind) {
                tell(code, kind);
            }
        });
    }

    /** How often each was refused since the start, by code. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        kinds.forEach((code, kind) -> {
            synchronized (kind) {
                counts.put(code.toString(), kind.all);
            }
        });
        return counts;
    }

    private void tell(int code, Kind kind) {
        if (kind.untold > 0) {
            log.accept("refused with " + code + ": " + kind.untold + " (" + kind.all + " since the start), the last of "
                    + kind.last + ": " + kind.why);
            kind.untold = 0;
        }
    }
}
