package vigie.journal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;

/**
 * Where people take care of alarms. Thread-safe, and never blocks: what it returns completes with the event once that is kept, on
 * any thread. It fails with an {@link UnknownAlarmException} when no such alarm stands, and with a
 * {@link vigie.store.HistoryException} when the event could not be kept.
 *
 * <p>An alarm is named by the number of the event that raised it; {@code by} is who does it, if they said so; texts are within the
 * limits of the protocol.
 */
public interface AlarmDesk {
    /** Somebody takes care. */
    CompletionStage<Event> acknowledge(long alarm, @Nullable String by, @Nullable String text);

    /** Somebody silences it for a while, and says why. */
    CompletionStage<Event> shelve(long alarm, Duration time, @Nullable String by, String text);

    /** That while ends now. */
    CompletionStage<Event> unshelve(long alarm, @Nullable String by);

    /** The desk of a server without alarms: none stands. */
    static AlarmDesk withoutAlarms() {
        return new AlarmDesk() {
            @Override
            public CompletionStage<Event> acknowledge(long alarm, @Nullable String by, @Nullable String text) {
                return unknown(alarm);
            }

            @Override
            public CompletionStage<Event> shelve(long alarm, Duration time, @Nullable String by, String text) {
                return unknown(alarm);
            }

            @Override
            public CompletionStage<Event> unshelve(long alarm, @Nullable String by) {
                return unknown(alarm);
            }

            private CompletionStage<Event> unknown(long alarm) {
                return CompletableFuture.failedFuture(new UnknownAlarmException(alarm));
            }
        };
    }
}
