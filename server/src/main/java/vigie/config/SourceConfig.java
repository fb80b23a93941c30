package vigie.config;

import vigie.source.camera.StillSourceSettings;
import vigie.source.replay.ReplaySettings;
import vigie.source.serial.SerialSettings;
import vigie.source.simulated.SimulatedSettings;

/** A configured source, by its type. */
public sealed interface SourceConfig {
    /** The source's id. */
    String id();

    /** A serial port. */
    record Serial(SerialSettings settings) implements SourceConfig {
        @Override
        public String id() {
            return settings.id();
        }
    }

    /** A simulated device. */
    record Simulated(SimulatedSettings settings) implements SourceConfig {
        @Override
        public String id() {
            return settings.id();
        }
    }

    /** A file played again. */
    record Replay(ReplaySettings settings) implements SourceConfig {
        @Override
        public String id() {
            return settings.id();
        }
    }

    /** Pictures or matrices. */
    record Stills(StillSourceSettings settings) implements SourceConfig {
        @Override
        public String id() {
            return settings.id();
        }
    }
}
