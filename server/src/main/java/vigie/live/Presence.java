package vigie.live;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who is here: the names that sessions gave, told to everybody when they change, at most once a second. Thread-safe. */
final class Presence {
    /** More names are not told: {@value}. */
    static final int MOST = 200;

    private static final long APART_NANOS = Duration.ofSeconds(1).toNanos();

    private final Runnable changed;
    private final Map<LiveSession, String> names = new HashMap<>();
    private boolean due;
    private boolean everTold;
    private long toldNanos;
    private volatile Told told = new Told(0, List.of());

    /**
     * What was told last.
     *
     * @param version another one each time
     * @param names each once, sorted
     */
    record Told(long version, List<String> names) {}

    /**
     * @param changed has everybody told what is {@link #told} now; on the event loop of one who came or went
     */
    Presence(Runnable changed) {
        this.changed = changed;
    }

    Told told() {
        return told;
    }

    /** A session says who it is, or no more. On its event loop. */
    void here(LiveSession session, EventLoop loop, @Nullable String name) {
        if (put(session, name)) {
            Duration wait = claim(loop.ticker().nanoTime());
            if (wait != null && !loop.isShuttingDown()) {
                tellAfter(wait, loop);
            }
        }
    }

    private void tellAfter(Duration wait, EventLoop loop) {
        try {
            var unused = loop.schedule(() -> tell(loop), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RuntimeException | Error e) {
            giveBack();
            throw e;
        }
    }

    private synchronized void giveBack() {
        due = false;
    }

    private void tell(EventLoop loop) {
        if (look(loop.ticker().nanoTime())) {
            changed.run();
        }
    }

    /** Whether that is another name than before. */
    private synchronized boolean put(LiveSession session, @Nullable String name) {
        String before = name == null ? names.remove(session) : names.put(session, name);
        return !Objects.equals(before, name);
    }

    /**
     * Something has changed: how long to wait before {@link #look}, which must follow; null when that is under way already.
     *
     * @param nowNanos of the clock that says when the wait is over
     */
    private synchronized @Nullable Duration claim(long nowNanos) {
        if (due) {
            return null;
        }
        due = true;
        long wait = everTold ? APART_NANOS - (nowNanos - toldNanos) : 0;
        return Duration.ofNanos(Math.max(0, wait));
    }

    /** Looks who is here now; whether that is to be told. */
    private synchronized boolean look(long nowNanos) {
        due = false;
        List<String> now =
                names.values().stream().distinct().sorted().limit(MOST).toList();
        if (now.equals(told.names())) {
            return false;
        }
        everTold = true;
        toldNanos = nowNanos;
        told = new Told(told.version() + 1, now);
        return true;
    }
}
