package vigie.live.limits;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much all sessions together may write in any minute, and those of one address: a session that reconnects begins with a new budget
 * of its own, not with new ones of these. Remembers only addresses
 * that wrote within the last minute, so no more than all may write. Thread-safe.
 */
public final class SharedBudget {
    private final int mostOfAddress;
    /** By address, the one that wrote longest ago first. */
    private final Map<String, NoteBudget> addresses = new LinkedHashMap<>();

    private final NoteBudget all;

    /**
     * @param mostOfAddress how many in any minute from one address
     * @param mostOfAll and from all together
     */
    SharedBudget(int mostOfAddress, int mostOfAll) {
        this.mostOfAddress = mostOfAddress;
        this.all = new NoteBudget(mostOfAll);
    }

    /**
     * Takes one from the session's own budget, its address's, and that of all, if each of them has one left.
     *
     * @param address where the client is; all that share this text share a budget
     * @return null when it may be written; otherwise which budget is used up, in words
     */
    public synchronized @Nullable String take(NoteBudget own, String address, long nanos) {
        forgetIdle(nanos);
        NoteBudget shared = addresses.getOrDefault(address, new NoteBudget(mostOfAddress));
        if (!own.isFree(nanos)) {
            return "more than " + own.most() + " a minute";
        }
        if (!shared.isFree(nanos)) {
            return "more than " + mostOfAddress + " a minute from your address";
        }
        if (!all.isFree(nanos)) {
            return "more than " + all.most() + " a minute from everybody";
        }
        own.take(nanos);
        shared.take(nanos);
        all.take(nanos);
        addresses.remove(address);
        addresses.put(address, shared);
        return null;
    }

    private void forgetIdle(long nanos) {
        Iterator<NoteBudget> oldest = addresses.values().iterator();
        while (oldest.hasNext() && oldest.next().isIdle(nanos)) {
            oldest.remove();
        }
    }
}
