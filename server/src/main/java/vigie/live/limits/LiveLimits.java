package vigie.live.limits;

import io.netty.util.internal.PlatformDependent;
import java.time.Duration;

/**
 * What all sessions together may take of memory, and of the time of those who serve them.
 *
 * @param frameBytes memory for frames, whether one session holds them or many share them
 * @param viewBytes memory for the views that are watched at once
 * @param burst how long an event loop may work without a pause on what single sessions want for themselves
 */
public record LiveLimits(long frameBytes, long viewBytes, Duration burst) {
    private static final int PART_FOR_FRAMES = 4;
    private static final int PART_FOR_VIEWS = 8;
    private static final Duration BURST = Duration.ofMillis(10);

    /** A quarter of the memory outside the heap for frames, an eighth of the heap for views, 10 ms. */
    public static LiveLimits ofThisProcess() {
        long heap = Runtime.getRuntime().maxMemory();
        return new LiveLimits(
                Math.min(heap, PlatformDependent.maxDirectMemory()) / PART_FOR_FRAMES, heap / PART_FOR_VIEWS, BURST);
    }

    /** The same with so much memory for frames. */
    public LiveLimits withFrameBytes(long other) {
        return new LiveLimits(other, viewBytes, burst);
    }

    /** The same with so much memory for views. */
    LiveLimits withViewBytes(long other) {
        return new LiveLimits(frameBytes, other, burst);
    }

    /** The same with so much time at once; with none, single sessions get one piece of work at a time. */
    public LiveLimits withBurst(Duration other) {
        return new LiveLimits(frameBytes, viewBytes, other);
    }
}
