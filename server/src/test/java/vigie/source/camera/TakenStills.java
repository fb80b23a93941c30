package vigie.source.camera;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.content.Still;
import vigie.still.content.StillSettings;

/** A hub that keeps nothing, and what it was given. */
final class TakenStills {
    private static final SensorId SENSOR = new SensorId("door", "camera");

    final List<Still> stills = new CopyOnWriteArrayList<>();
    final StillIntake intake;

    TakenStills(StillSettings settings, Clock clock) {
        StillHub hub = new StillHub(settings, null, clock);
        hub.subscribe(stills::add);
        intake = hub.intake(new SensorInfo(SENSOR, "Door", null, null, null));
    }

    /** How wide each is: tests tell them apart by that. */
    List<Integer> widths() {
        return stills.stream().map(still -> still.content().columns()).toList();
    }

    static StillSourceSettings settings(StillOrigin origin) {
        return new StillSourceSettings("door", "Door", "camera", origin, StillSourceSettings.DEFAULT_EVERY_FOLDER);
    }
}
