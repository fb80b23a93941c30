package vigie.live.audience;

import org.jspecify.annotations.Nullable;

/**
 * In which order the audiences of a tick are served: first those with the most sessions, then the others in turn, from where the last tick
 * ended. Owned by the ticker thread; one object serves tick after tick.
 */
public final class AudienceOrder {
    /** So many are served first. */
    public static final int LARGE = 16;

    private int[] slots = new int[LARGE];
    private final int[] large = new int[LARGE];
    private int size;
    private int largeCount;
    private int next;

    /** Looks at the audiences of a tick. */
    public void of(@Nullable Audience[] wanted) {
        if (slots.length < wanted.length) {
            slots = new int[wanted.length];
        }
        findLarge(wanted);
        size = largeCount;
        System.arraycopy(large, 0, slots, 0, largeCount);
        int begin = next < wanted.length ? next : 0;
        addOthers(wanted, begin, wanted.length);
        addOthers(wanted, 0, begin);
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** How many of them are served first. */
    public int large() {
        return largeCount;
    }

    /** The slot of the {@code i}th. */
    public int slot(int i) {
        return slots[i];
    }

    /** The {@code i}th had to wait: the next tick begins with it. */
    public void goOnWith(int i) {
        next = slots[i];
    }

    private void findLarge(@Nullable Audience[] wanted) {
        largeCount = 0;
        for (int slot = 0; slot < wanted.length; slot++) {
            Audience audience = wanted[slot];
            if (audience != null) {
                insert(wanted, slot, audience.sessions());
            }
        }
        for (int slot = 0; slot < wanted.length; slot++) {
            Audience audience = wanted[slot];
            if (audience != null && audience.isLarge() != isAmongLarge(slot)) {
                audience.isLarge(!audience.isLarge());
            }
        }
    }

    private boolean isAmongLarge(int slot) {
        for (int i = 0; i < largeCount; i++) {
            if (large[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /** The largest first; of equal ones the one that came first. */
    private void insert(@Nullable Audience[] wanted, int slot, int sessions) {
        int place = largeCount;
        while (place > 0 && sessionsOf(wanted, large[place - 1]) < sessions) {
            place--;
        }
        if (place == LARGE) {
            return;
        }
        int moved = Math.min(largeCount, LARGE - 1) - place;
        System.arraycopy(large, place, large, place + 1, moved);
        large[place] = slot;
        largeCount = Math.min(largeCount + 1, LARGE);
    }

    private static int sessionsOf(@Nullable Audience[] wanted, int slot) {
        Audience audience = wanted[slot];
        return audience == null ? 0 : audience.sessions();
    }

    private void addOthers(@Nullable Audience[] wanted, int from, int to) {
        for (int slot = from; slot < to; slot++) {
            Audience audience = wanted[slot];
            if (audience != null && !audience.isLarge()) {
                slots[size++] = slot;
            }
        }
    }
}
