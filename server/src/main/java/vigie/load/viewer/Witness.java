package vigie.load.viewer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.client.LiveClient;
import vigie.client.LiveListener;
import vigie.client.LiveSubscription;
import vigie.load.LoadSettings;
import vigie.load.result.MessageFacts;
import vigie.load.result.WitnessResult;

/**
 * One more session, as a program has it: a {@link LiveClient}, which decodes every message that comes. It checks what the cheap
 * sockets say, and is none of them. Once it has ended it does not come back: they do not either.
 *
 * <p>It hears on its client's thread; the rest belongs to the thread of the run.
 */
public final class Witness implements LiveListener, AutoCloseable {
    private final ArrivalClock clock;
    private final LiveClient client;
    private final WitnessCounts counts = new WitnessCounts();
    /** Why it sees nothing, or nothing more; null while it does. Written by the client's thread. */
    private volatile @Nullable String trouble = "no welcome came before the run ended";

    public Witness(LoadSettings settings, ArrivalClock clock) {
        this.clock = clock;
        String globs = settings.sensors().isEmpty() ? null : String.join(",", settings.sensors());
        client = new LiveClient(
                settings.server().resolve("/"),
                new LiveSubscription(globs, settings.stills(), settings.format()),
                this);
    }

    /** Begins to connect, and returns. */
    public void open() {
        client.open();
    }

    /** What came until now was warming up. */
    public void beginCounting() {
        counts.begin();
    }

    /** What it has seen since then. */
    public WitnessResult result() {
        return counts.result(trouble);
    }

    @Override
    public void message(String text, JsonNode message) {
        long arrivalMicros = clock.epochMicros();
        MessageFacts facts = MessageFacts.of(message);
        if (facts.kind() == MessageFacts.Kind.WELCOME) {
            trouble = null;
        }
        counts.take(facts, arrivalMicros);
    }

    @Override
    public void disconnected(String cause, Duration retryIn) {
        trouble = cause;
        client.close();
    }

    @Override
    public void refused(String cause) {
        trouble = cause;
    }

    @Override
    public void close() {
        client.close();
    }
}
