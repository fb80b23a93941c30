package vigie.protocol.message;

import org.jspecify.annotations.Nullable;
import vigie.event.Severity;

/**
 * An alarm that stands, as a welcome tells of it.
 *
 * @param alarm the number of the event that raised it
 * @param rule the rule, by its id
 * @param sensor the sensor, by its id
 * @param severity how urgent
 * @param state {@code raised}, {@code acknowledged}, {@code cleared} or {@code shelved}
 * @param sinceMillis when it was raised, epoch milliseconds
 * @param value the value at that moment; NaN when there is none
 * @param text what it says, if anything
 * @param by who acknowledged or shelved it, if they said so
 * @param untilMillis until when it is shelved, epoch milliseconds; 0 when it is not
 * @param over of a shelved one: that it was cleared, so it goes when the shelf ends
 */
public record AlarmReport(
        long alarm,
        String rule,
        String sensor,
        Severity severity,
        String state,
        long sinceMillis,
        double value,
        @Nullable String text,
        @Nullable String by,
        long untilMillis,
        boolean over) {}
