package vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Any server that prints its URL, as a process of its own on the servers' core. */
final class PinnedServer implements AutoCloseable {
    private final Process process;
    private final URI url;

    /**
     * Starts it and waits for its URL.
     *
     * @param folder its working folder, where its log goes
     * @throws IOException when it ends before; the message is the last line of its log
     */
    PinnedServer(List<String> command, Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        process = new ProcessBuilder(PinnedCommand.server(command))
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        if (line == null) {
            List<String> words = Files.readAllLines(log);
            throw new IOException(words.isEmpty() ? "ended without a word" : words.get(words.size() - 1));
        }
        url = URI.create(line.substring(line.indexOf("http://")).strip());
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
