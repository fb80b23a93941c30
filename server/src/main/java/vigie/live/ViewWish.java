package vigie.live;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.live.limits.LiveCounters;
import vigie.live.limits.MessageBudget;
import vigie.live.limits.WishBudget;

/**
 * The view that a session wants next. A few changes are granted at once, in the long run one a second; of several wishes until then the
 * last one counts, and it is never lost. Owned by the session's event loop.
 */
final class ViewWish {
    /** So many changes are granted at once. */
    private static final int BURST = 10;

    private static final int PER_SECOND = 1;

    private final EventExecutor loop;
    private final WishBudget budget;
    private final LiveCounters counters;
    private final Runnable granted;
    private final MessageBudget changes;
    private @Nullable Request wanted;
    private @Nullable Long ref;
    private long weight;
    /** Whether there is a wish that may be fulfilled. */
    private boolean isGranted;
    /** It will be granted later. */
    private boolean delayed;

    /** Finds out what a client asks for: which sensors a view shows takes time, so that is done in the session's turn. */
    @FunctionalInterface
    interface Request {
        LiveRequest read();
    }

    /** What to fulfil. */
    record Wanted(LiveRequest request, @Nullable Long ref) {}

    /**
     * @param granted called when a wish that had to wait may be fulfilled
     */
    ViewWish(EventExecutor loop, WishBudget budget, LiveCounters counters, Runnable granted) {
        this.loop = loop;
        this.budget = budget;
        this.counters = counters;
        this.granted = granted;
        this.changes = new MessageBudget(PER_SECOND, BURST, loop.ticker()::nanoTime);
    }

    /**
     * The client wants this, in place of what it wanted before.
     *
     * @param bytes about how much memory that takes
     * @return false when there is none for it
     */
    boolean set(Request request, long bytes, @Nullable Long itsRef) {
        if (!budget.change(bytes - weight)) {
            return false;
        }
        weight = bytes;
        wanted = request;
        ref = itsRef;
        if (!isGranted && !delayed) {
            grantOrDelay();
        }
        return true;
    }

    private void grantOrDelay() {
        if (changes.take()) {
            isGranted = true;
            return;
        }
        counters.delayedViews.incrementAndGet();
        var unused = loop.schedule(this::grantLater, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
        delayed = true;
    }

    private void grantLater() {
        delayed = false;
        if (wanted != null) {
            grantOrDelay();
            if (isGranted) {
                granted.run();
            }
        }
    }

    /** Whether there is a wish that may be fulfilled. */
    boolean isGranted() {
        return isGranted;
    }

    /** Whether the client changed its view several times lately. */
    boolean isEager() {
        return !changes.isAmple();
    }

    /** The wish that was granted: it is fulfilled now. */
    Wanted take() {
        Request request = wanted;
        if (request == null) {
            throw new IllegalStateException("no wish (expected: isGranted())");
        }
        Long itsRef = ref;
        forget();
        return new Wanted(request.read(), itsRef);
    }

    /** It wants nothing any more. */
    void forget() {
        wanted = null;
        ref = null;
        isGranted = false;
        budget.change(-weight);
        weight = 0;
    }
}
