package vigie.live;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much all sessions together may write in any minute, and those of one address: a session that reconnects begins with a new budget
 * of its own, not with new ones of these. An IPv6 network counts as one address, and so does this machine. Remembers only addresses
 * that wrote within the last minute, so no more than all may write. Thread-safe.
 */
final class SharedBudget {
    private static final int NETWORK_BYTES = 8;

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
     * @return null when it may be written; otherwise which budget is used up, in words
     */
    synchronized @Nullable String take(NoteBudget own, @Nullable SocketAddress address, long nanos) {
        forgetIdle(nanos);
        String key = key(address);
        NoteBudget shared = addresses.getOrDefault(key, new NoteBudget(mostOfAddress));
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
        addresses.remove(key);
        addresses.put(key, shared);
        return null;
    }

    private void forgetIdle(long nanos) {
        Iterator<NoteBudget> oldest = addresses.values().iterator();
        while (oldest.hasNext() && oldest.next().isIdle(nanos)) {
            oldest.remove();
        }
    }

    private static String key(@Nullable SocketAddress address) {
        InetAddress of = address instanceof InetSocketAddress socket ? socket.getAddress() : null;
        if (of == null || of.isLoopbackAddress()) {
            return "this machine";
        }
        byte[] bytes = of.getAddress();
        return Arrays.toString(bytes.length > NETWORK_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
