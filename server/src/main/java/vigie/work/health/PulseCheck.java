package vigie.work.health;

import org.jspecify.annotations.Nullable;

/** Looks whether a {@link Pulse} beats. Owned by the watchdog's thread. */
final class PulseCheck implements HealthCheck {
    private static final Finding ENDED = new Finding("its thread has ended", true);
    private static final Finding STALLED = new Finding("no progress", false);

    private final Pulse pulse;
    private long beatsBefore = -1;

    PulseCheck(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public @Nullable Finding find() {
        if (pulse.hasEnded()) {
            return ENDED;
        }
        long beats = pulse.beats();
        boolean stalled = beats == beatsBefore;
        beatsBefore = beats;
        return stalled ? STALLED : null;
    }
}
