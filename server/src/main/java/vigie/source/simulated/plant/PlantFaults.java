package vigie.source.simulated.plant;

import java.time.Duration;
import java.util.List;

/** What happens to each plant unless told otherwise: something to see every minute or so, and nothing in the first half minute. */
final class PlantFaults {
    static final List<Fault> BOILER = List.of(
            Fault.silent("return", every(480, 210, 20)),
            Fault.spike("pressure", every(240, 100, 0), 0.12),
            Fault.drift("return", every(900, 420, 150), 4),
            Fault.rubbish(every(190, 45, 0)));

    static final List<Fault> GREENHOUSE = List.of(
            Fault.door(every(240, 60, 25)),
            Fault.silent("soil", every(360, 120, 90)),
            Fault.rubbish(every(70, 35, 0)),
            Fault.unplugged(every(600, 300, 12)));

    static final List<Fault> VIBRATION = List.of(
            Fault.spike("x", every(150, 75, 0), 3),
            Fault.drift("bearing", every(720, 240, 180), 1.5),
            Fault.silent("speed", every(540, 330, 8)));

    private PlantFaults() {}

    private static Schedule every(int seconds, int first, int lasts) {
        return new Schedule(Duration.ofSeconds(seconds), Duration.ofSeconds(first), Duration.ofSeconds(lasts));
    }
}
