package vigie.source.camera;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.still.StillIntake;
import vigie.still.content.StillException;

/**
 * Asks a camera for its picture of now, again and again. Whoever says what it has by {@code ETag} or {@code Last-Modified} is asked for
 * what is new. The time of a still is when its answer came.
 *
 * <p>{@link #run} belongs to one thread.
 */
public final class SnapshotSource implements Source {
    /** How long connecting may take, and how long the whole answer. */
    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private final StillSourceSettings settings;
    private final StillOrigin.Url origin;
    private final StillIntake intake;
    private final Clock clock;
    private final Sleeper sleeper;
    private final SnapshotClient camera;
    private @Nullable String tag;
    private @Nullable String changed;

    /** Asks an address. */
    public SnapshotSource(StillSourceSettings settings, StillOrigin.Url origin, StillIntake intake, Clock clock) {
        this(settings, origin, intake, clock, Sleeper.THREAD, DEFAULT_PATIENCE);
    }

    SnapshotSource(
            StillSourceSettings settings,
            StillOrigin.Url origin,
            StillIntake intake,
            Clock clock,
            Sleeper sleeper,
            Duration patience) {
        this.settings = settings;
        this.origin = origin;
        this.intake = intake;
        this.clock = clock;
        this.sleeper = sleeper;
        this.camera = new SnapshotClient(origin, intake.maxBytes(), patience);
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        return origin.shown() + " · " + settings.everyInWords();
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        tag = null;
        changed = null;
        ask();
        out.opened(false);
        while (!Thread.currentThread().isInterrupted()) {
            sleeper.sleep(settings.every().toMillis());
            ask();
        }
    }

    private void ask() throws SourceException, InterruptedException {
        HttpResponse<byte[]> answer = camera.ask(whatItHas());
        if (answer.statusCode() == 304) {
            return;
        }
        if (answer.statusCode() != 200) {
            throw new SourceException(origin.shown() + " answers " + answer.statusCode() + remedy(answer.statusCode()));
        }
        try {
            intake.take(answer.body(), clock.millis(), null);
        } catch (StillException e) {
            throw new SourceException(origin.shown() + ": " + e.getMessage(), e);
        }
        tag = answer.headers().firstValue("ETag").orElse(null);
        changed = answer.headers().firstValue("Last-Modified").orElse(null);
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 -> ": name and password? (http://NAME:PASSWORD@HOST/…, basic authentication)";
            case 404, 410 -> ": correct the source's url";
            case 503, 429 -> ": the camera is busy; ask less often (every)";
            default -> " (expected: 200 with a picture)";
        };
    }

    private Map<String, String> whatItHas() {
        Map<String, String> headers = new HashMap<>();
        if (tag != null) {
            headers.put("If-None-Match", tag);
        }
        if (changed != null) {
            headers.put("If-Modified-Since", changed);
        }
        return headers;
    }
}
