package vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Starts a fresh server for each measurement, on a core of its own.
 *
 * @param jar which build of it
 * @param transport its setting, or null for its own choice
 * @param seconds how long is measured
 * @param warmup seconds before that
 */
record LoadedServer(Path jar, @Nullable String transport, int seconds, int warmup) {
    /** What is done while the server runs. */
    interface Measurement<T> {
        T with(URI url) throws IOException;
    }

    /**
     * Starts one, measures, ends it.
     *
     * @param settings under {@code server}, such as {@code tick: 20ms}
     * @param sources lines under {@code sources}; none when empty
     */
    <T> T run(String settings, String sources, Measurement<T> measurement) throws IOException {
        Path folder = Files.createTempDirectory("vigie-fanout");
        String yaml = "server: { max-sessions: 12000, " + settings
                + (transport == null ? "" : ", transport: " + transport) + " }\nsources:"
                + (sources.isEmpty() ? " []\n" : "\n" + sources);
        try (PinnedServer server = new PinnedServer(VigieCommand.server(jar, folder, yaml), folder)) {
            return measurement.with(server.url());
        } finally {
            Folders.delete(folder);
        }
    }

    /** Loads such a server with one client. */
    JsonNode load(String settings, String sources, String... flags) throws IOException {
        return run(settings, sources, url -> load(url, flags));
    }

    /** Loads a running server for the usual time. */
    JsonNode load(URI url, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("--seconds=" + seconds, "--warmup=" + warmup));
        all.addAll(List.of(flags));
        return LoadClient.run(url, all.toArray(String[]::new));
    }
}
