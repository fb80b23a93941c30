package vigie.http.websocket;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of all WebSockets of one event loop, by one timer: a wheel that goes round once per interval. Each session has
 * its heartbeat when the wheel comes to the part in which the session joined, so they are spread over time as the sessions came,
 * and the first one is an interval after that. Without sessions the wheel stands still.
 *
 * <p>After a halt of the machine it goes on where it stood and never hurries: nobody has less than an interval to answer.
 *
 * <p>Owned by the event loop.
 */
public final class Heartbeats {
    /** One session's share. */
    interface Heart {
        /** Whether it is still to have heartbeats. */
        boolean beat();
    }

    /** How finely sessions that came at the same time are told apart; a turn of the wheel is that much longer at most. */
    private static final int PARTS = 32;

    private final EventExecutor loop;
    private final long partNanos;
    private final List<List<Heart>> parts = Stream.generate(() -> (List<Heart>) new ArrayList<Heart>())
            .limit(PARTS)
            .toList();
    private @Nullable Future<?> timer;
    private int current;
    private int hearts;

    /**
     * @param loop on which all of this is called, and calls
     */
    public Heartbeats(EventExecutor loop, Duration interval) {
        this.loop = loop;
        this.partNanos = Math.max(1, interval.toNanos() / PARTS);
    }

    /** From the next turn of the wheel on. */
    void add(Heart heart) {
        parts.get(current).add(heart);
        hearts++;
        if (timer == null) {
            timer = loop.scheduleWithFixedDelay(this::turn, partNanos, partNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        current = (current + 1) % PARTS;
        beat(parts.get(current));
        if (hearts == 0 && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Backwards, so that the last one, which takes the place of one that is done, had its turn. */
    private void beat(List<Heart> part) {
        for (int i = part.size() - 1; i >= 0; i--) {
            if (!part.get(i).beat()) {
                Heart last = part.remove(part.size() - 1);
                if (i < part.size()) {
                    part.set(i, last);
                }
                hearts--;
            }
        }
    }
}
