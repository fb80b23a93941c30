package vigie.work.health;

import org.jspecify.annotations.Nullable;

/** Looks whether one part of the server is well. */
@FunctionalInterface
public interface HealthCheck {
    /**
     * What is wrong right now; null when all is well. The {@link Watchdog} asks once a second, on its thread. One finding alone may be
     * bad luck. Must not block.
     */
    @Nullable
    Finding find();

    /**
     * What a check found.
     *
     * @param text what is wrong, such as {@code no progress}
     * @param hasEnded whether the part has ended and so cannot recover by itself
     */
    record Finding(String text, boolean hasEnded) {}
}
