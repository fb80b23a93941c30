package vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vigie bench} as a process of its own on the clients' core. */
final class LoadClient {
    private LoadClient() {}

    /**
     * Loads a server. Returns when it is done. Without a witness, which would have its share of the one core.
     *
     * @param flags those of {@code vigie bench}
     * @return what {@code --json} prints
     * @throws IOException when there was nothing to measure; the message says why
     */
    static JsonNode run(URI url, String... flags) throws IOException {
        Path log = Files.createTempFile("vigie-bench", ".log");
        try {
            List<String> command = new ArrayList<>(VigieCommand.java("-Xmx1g"));
            command.addAll(
                    List.of("-jar", VigieCommand.JAR.toString(), "bench", url.toString(), "--no-witness", "--json"));
            command.addAll(List.of(flags));
            Process process = new ProcessBuilder(PinnedCommand.client(command))
                    .redirectError(log.toFile())
                    .start();
            String result = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                List<String> words = Files.readAllLines(log);
                throw new IOException("vigie bench: " + (words.isEmpty() ? "failed" : words.get(words.size() - 1)));
            }
            return JsonMapper.shared().readTree(result);
        } finally {
            Files.delete(log);
        }
    }
}
