package vigie.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.sensor.Trouble;

/** What is wrong with the server itself, and what was. Guarded by the hub's lock. */
final class KnownTroubles {
    private final Map<String, Change.TroubleChanged> told = new LinkedHashMap<>();
    private final List<Trouble> pending = new ArrayList<>();
    private long lastEvent;

    /** A trouble begins, is another or is over; told with the next tick. */
    void troubleChanged(Trouble trouble) {
        pending.add(trouble);
    }

    /** Ends a tick: adds what is news. */
    void observe(List<Change> changes) {
        for (Trouble trouble : pending) {
            Change.TroubleChanged change = new Change.TroubleChanged(++lastEvent, trouble);
            told.put(trouble.about(), change);
            changes.add(change);
        }
        pending.clear();
    }

    /** What was told last of each: those that stand and those that are over. */
    List<Change.TroubleChanged> snapshot() {
        return List.copyOf(told.values());
    }
}
