package vigie.http.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of something each address has, against what one may have. Remembers only addresses that have some. Thread-safe. */
final class AddressShare {
    private final int most;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @param limit how many there are for all
     * @param percent how much of it one address may have
     */
    AddressShare(int limit, int percent) {
        this.most = (int) Math.max(1, (long) limit * percent / 100);
    }

    int most() {
        return most;
    }

    /** Takes one, or says that the address has its share. */
    boolean take(String key) {
        boolean[] has = {false};
        taken.compute(key, (same, before) -> {
            int now = before == null ? 0 : before;
            has[0] = now < most;
            return has[0] ? Integer.valueOf(now + 1) : before;
        });
        return has[0];
    }

    void give(String key) {
        taken.computeIfPresent(key, (same, before) -> before == 1 ? null : Integer.valueOf(before - 1));
    }

    /** How many addresses have some. */
    int addresses() {
        return taken.size();
    }
}
