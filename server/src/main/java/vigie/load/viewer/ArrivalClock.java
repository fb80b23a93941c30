package vigie.load.viewer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Epoch microseconds, cheaply: read once from the system's clock, then counted on. */
public final class ArrivalClock {
    private static final long NANOS_PER_MICRO = 1000;

    private final long beginMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long beginNanos = System.nanoTime();

    long epochMicros() {
        return beginMicros + (System.nanoTime() - beginNanos) / NANOS_PER_MICRO;
    }
}
