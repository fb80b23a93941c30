package vigie.protocol.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.protocol.Place;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/** What a client says. Texts and names are plain, within their limits, and never blank. */
public sealed interface ClientMessage {
    /** The number by which the client knows the answer, if it gave one. */
    @Nullable
    Long ref();

    /**
     * Replaces what the session sees.
     *
     * @param sensors which sensors; everything when the message named none
     * @param since the last place seen, to be told what came after it
     * @param events the number of the last event seen, to be told those after it
     * @param stills whether stills are wanted
     */
    record Subscribe(
            List<SensorGlob> sensors,
            @Nullable Place since,
            @Nullable Long events,
            boolean stills,
            @Nullable Long ref) implements ClientMessage {
        public Subscribe {
            sensors = List.copyOf(sensors);
        }
    }

    /**
     * Who is at the other end.
     *
     * @param name what to call them; null when they are not to be shown any more
     */
    record Here(@Nullable String name, @Nullable Long ref) implements ClientMessage {}

    /**
     * A remark to everybody.
     *
     * @param text the remark
     * @param sensor what it is about, if it is about one
     * @param epochMillis the moment it is about; null for now
     * @param by who says so; null for the name of the session
     */
    record Note(
            String text,
            @Nullable SensorId sensor,
            @Nullable Long epochMillis,
            @Nullable String by,
            @Nullable Long ref) implements ClientMessage {}

    /**
     * Somebody takes care of an alarm.
     *
     * @param event the number of the event that raised it
     */
    record Acknowledge(
            long event,
            @Nullable String text,
            @Nullable String by,
            @Nullable Long ref) implements ClientMessage {}

    /**
     * Somebody silences an alarm.
     *
     * @param event the number of the event that raised it
     * @param time for how long
     * @param text why
     */
    record Shelve(
            long event,
            Duration time,
            String text,
            @Nullable String by,
            @Nullable Long ref) implements ClientMessage {}

    /**
     * An alarm is silent no more.
     *
     * @param event the number of the event that raised it
     */
    record Unshelve(
            long event, @Nullable String by, @Nullable Long ref) implements ClientMessage {}
}
