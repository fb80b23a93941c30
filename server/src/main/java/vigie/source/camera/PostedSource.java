package vigie.source.camera;

import java.util.concurrent.CountDownLatch;
import vigie.source.Source;
import vigie.source.SourceOutput;

/** Waits for whoever sends: what comes, comes by way of the server's HTTP. */
public final class PostedSource implements Source {
    private final StillSourceSettings settings;

    public PostedSource(StillSourceSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        return "POST /api/stills/" + settings.sensor();
    }

    @Override
    public void run(SourceOutput out) throws InterruptedException {
        out.opened(false);
        // Until the supervisor interrupts it.
        new CountDownLatch(1).await();
    }
}
