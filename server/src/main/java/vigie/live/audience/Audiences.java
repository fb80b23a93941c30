package vigie.live.audience;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.live.frame.FrameKey;
import vigie.live.view.SensorNames;

/** Who wants which bytes now, within a limit of memory for views. Not thread-safe: the live feed's lock guards it. */
public final class Audiences {
    private final long mostBytes;
    private final SensorNames names = new SensorNames();
    private final Map<FrameKey, Audience> byKey = new HashMap<>();
    private final List<@Nullable Audience> bySlot = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private @Nullable Audience @Nullable [] shown;
    private long bytes;

    /** Without a limit. */
    public Audiences() {
        this(Long.MAX_VALUE);
    }

    /**
     * @param mostBytes how much memory its views may take
     */
    public Audiences(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** One more session with this key; null when that is one view too many. */
    @Nullable
    public Audience joinIfRoom(FrameKey key) {
        return byKey.containsKey(key) || bytes + key.view().weight() <= mostBytes ? join(key) : null;
    }

    /** One more session with this key. */
    Audience join(FrameKey key) {
        Audience audience = byKey.get(key);
        if (audience == null) {
            audience = create(key);
        }
        audience.add();
        return audience;
    }

    /** One session less. */
    public void leave(Audience audience) {
        if (!audience.removeLast()) {
            return;
        }
        byKey.remove(audience.key());
        taken.clear(audience.slot());
        bySlot.set(audience.slot(), null);
        while (bySlot.size() > taken.length()) {
            bySlot.remove(bySlot.size() - 1);
        }
        bytes -= audience.weight();
        shown = null;
    }

    /** All of them by slot, with holes; never changed afterwards, and the same array until an audience comes or goes. */
    @Nullable
    public Audience[] snapshot() {
        if (shown == null) {
            shown = bySlot.toArray(new Audience[0]);
        }
        return shown;
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    public int size() {
        return byKey.size();
    }

    /** What may find no memory comes first, and is taken back then: nothing is half done. */
    private Audience create(FrameKey wanted) {
        int slot = taken.nextClearBit(0);
        FrameKey key = new FrameKey(wanted.view().with(names), wanted.format(), wanted.deflate());
        Audience audience = new Audience(key, slot);
        while (bySlot.size() <= slot) {
            bySlot.add(null);
        }
        taken.set(slot);
        try {
            byKey.put(key, audience);
        } catch (RuntimeException | Error e) {
            taken.clear(slot);
            throw e;
        }
        bySlot.set(slot, audience);
        bytes += audience.weight();
        shown = null;
        return audience;
    }
}
