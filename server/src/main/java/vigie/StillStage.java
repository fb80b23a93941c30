package vigie;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.config.SourceConfig;
import vigie.config.VigieConfig;
import vigie.decode.DecoderTally;
import vigie.event.Trouble;
import vigie.hub.Hub;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.source.Backoff;
import vigie.source.Source;
import vigie.source.SourceOutput;
import vigie.source.SourceSupervisor;
import vigie.source.camera.FolderSource;
import vigie.source.camera.PostedSource;
import vigie.source.camera.SimulatedCamera;
import vigie.source.camera.SnapshotSource;
import vigie.source.camera.StillOrigin;
import vigie.source.camera.StillSourceSettings;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.file.StillStore;

/** Pictures and matrices, beside the path of the readings: their sources, joined to what hands them on and keeps them. */
final class StillStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StillStage.class);
    private static final String FOLDER = "stills";

    private final Hub readings;
    private final Clock clock;
    private final StillHub hub;
    private final List<Supervised> sources = new ArrayList<>();

    /** A source, and what becomes of its stills. */
    private record Supervised(SourceSupervisor supervisor, Source source, StillIntake intake) {}

    /**
     * @param data the folder for what is kept; null when nothing is
     * @param readings told how sources do
     * @param retentionMillis the time by which old stills are dropped, epoch milliseconds
     * @param troubles told when stills cannot be kept, and when they can again
     */
    StillStage(
            VigieConfig config,
            @Nullable Path data,
            Hub readings,
            LongSupplier retentionMillis,
            Consumer<Trouble> troubles,
            Clock clock) {
        this.readings = readings;
        this.clock = clock;
        this.hub = new StillHub(config.stills(), store(config, data, retentionMillis, troubles, clock), clock);
        for (SourceConfig source : config.sources()) {
            if (source instanceof SourceConfig.Stills stills) {
                sources.add(supervised(stills.settings(), config));
            }
        }
    }

    private static @Nullable StillStore store(
            VigieConfig config,
            @Nullable Path data,
            LongSupplier retentionMillis,
            Consumer<Trouble> troubles,
            Clock clock) {
        if (data == null) {
            return null;
        }
        Path folder = data.resolve(FOLDER);
        try {
            return StillStore.open(folder, config.stills(), clock, retentionMillis, troubles);
        } catch (IOException e) {
            String text = "stills are shown, but not kept: " + folder + " cannot be read (" + e
                    + "): see to it and start again";
            LOG.warn(text);
            troubles.accept(new Trouble(FOLDER, text, false, clock.millis()));
            return null;
        }
    }

    private Supervised supervised(StillSourceSettings settings, VigieConfig config) {
        SensorId sensor = settings.sensor();
        String name = settings.name() != null ? settings.name() : settings.channel();
        SensorInfo info = config.sensor(sensor).describe(sensor, name, null);
        StillIntake intake = settings.origin() instanceof StillOrigin.Posted ? hub.openIntake(info) : hub.intake(info);
        Source source = source(settings, intake);
        SourceSupervisor supervisor =
                new SourceSupervisor(settings.id(), source, NO_BYTES, readings::sourceChanged, Backoff.DEFAULT, clock);
        return new Supervised(supervisor, source, intake);
    }

    private Source source(StillSourceSettings settings, StillIntake intake) {
        if (settings.origin() instanceof StillOrigin.Folder origin) {
            return new FolderSource(settings, origin.folder(), intake);
        }
        if (settings.origin() instanceof StillOrigin.Url origin) {
            return new SnapshotSource(settings, origin, intake, clock);
        }
        if (settings.origin() instanceof StillOrigin.Simulated origin) {
            return new SimulatedCamera(settings, origin.seed(), intake, clock);
        }
        return new PostedSource(settings);
    }

    StillHub hub() {
        return hub;
    }

    void start() {
        sources.forEach(source -> source.supervisor().start());
    }

    /** Tells the sources to stop, without waiting. */
    void stop() {
        sources.forEach(source -> source.supervisor().stop());
    }

    @Override
    public void close() {
        sources.forEach(source -> source.supervisor().close());
    }

    /** How each source does; its stills are what lines are elsewhere. */
    List<Vigie.SourceReport> reports() {
        return sources.stream()
                .map(source -> Vigie.SourceReport.of(source.supervisor().status(), tally(source.intake()), 0))
                .toList();
    }

    private static DecoderTally tally(StillIntake intake) {
        long taken = intake.taken();
        long refused = intake.refused();
        return new DecoderTally("stills", taken + refused, taken, 0, refused, 0, 0, 0, intake.lastRefused());
    }

    /** Stills do not come as bytes. */
    private static final SourceOutput NO_BYTES = new SourceOutput() {
        @Override
        public void opened(boolean midLine) {}

        @Override
        public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {}

        @Override
        public void quiet() {}
    };
}
