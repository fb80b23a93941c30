package vigie.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who wants which bytes now. Not thread-safe: the live feed's lock guards it. */
final class Audiences {
    private final Map<FrameKey, Audience> byKey = new HashMap<>();
    private final List<@Nullable Audience> bySlot = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private @Nullable Audience @Nullable [] shown;

    /** One more session with this key. */
    Audience join(FrameKey key) {
        Audience audience = byKey.computeIfAbsent(key, this::create);
        audience.add();
        return audience;
    }

    /** One session less. */
    void leave(Audience audience) {
        if (!audience.removeLast()) {
            return;
        }
        byKey.remove(audience.key());
        taken.clear(audience.slot());
        bySlot.set(audience.slot(), null);
        while (bySlot.size() > taken.length()) {
            bySlot.remove(bySlot.size() - 1);
        }
        shown = null;
    }

    /** All of them by slot, with holes; never changed afterwards, and the same array until an audience comes or goes. */
    @Nullable
    Audience[] snapshot() {
        if (shown == null) {
            shown = bySlot.toArray(new Audience[0]);
        }
        return shown;
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    private Audience create(FrameKey key) {
        Audience audience = new Audience(key, taken.nextClearBit(0));
        taken.set(audience.slot());
        if (audience.slot() == bySlot.size()) {
            bySlot.add(audience);
        } else {
            bySlot.set(audience.slot(), audience);
        }
        shown = null;
        return audience;
    }
}
