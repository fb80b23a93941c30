package vigie.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorGlob;

/** What a client says. */
public sealed interface ClientMessage {
    /** The number by which the client knows the answer, if it gave one. */
    @Nullable
    Long ref();

    /**
     * Replaces what the session sees.
     *
     * @param sensors which sensors; everything when the message named none
     * @param since the last place seen, to be told what came after it
     * @param stills whether stills are wanted
     */
    record Subscribe(
            List<SensorGlob> sensors,
            @Nullable Place since,
            boolean stills,
            @Nullable Long ref) implements ClientMessage {
        public Subscribe {
            sensors = List.copyOf(sensors);
        }
    }

    /** A remark for the next shift. */
    record Note(@Nullable Long ref) implements ClientMessage {}

    /** Somebody takes care of an alarm. */
    record Acknowledge(@Nullable Long ref) implements ClientMessage {}
}
