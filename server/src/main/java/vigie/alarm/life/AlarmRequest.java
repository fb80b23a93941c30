package vigie.alarm.life;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be done to an alarm, by its number. */
public sealed interface AlarmRequest {
    /** The alarm: the number of the event that raised it. */
    long alarm();

    /** Who wants it, if it is known. */
    @Nullable
    String by();

    /** Somebody takes care of it. */
    record Acknowledge(
            long alarm, @Nullable String by, @Nullable String text) implements AlarmRequest {}

    /** It is to be silent for a while; the text is the reason. */
    record Shelve(long alarm, Duration span, @Nullable String by, String text) implements AlarmRequest {}

    /** That while is to end now. */
    record Unshelve(long alarm, @Nullable String by) implements AlarmRequest {}
}
