package vigie.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.cli.watch.Exchange;

/** {@code vigie send}: one message to a WebSocket, and what comes back. */
@Command(
        name = "send",
        description = "Send one message to a WebSocket, and print what comes back.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SendCommand implements Callable<Integer> {
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final int MAX_FILE_BYTES = 64 * 1024 * 1024;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..2",
            paramLabel = "[URL] TEXT",
            hideParamSyntax = true,
            description = "Where to, such as ws://127.0.0.1:8080/echo, and the message. Default: " + "/live at "
                    + DEFAULT_URL)
    private List<String> words = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "Send this as a binary message, instead of TEXT.")
    private @Nullable Path file;

    @Option(
            names = "--wait",
            paramLabel = "S",
            defaultValue = "5",
            description = "Wait so many seconds for the answer. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--all", description = "Print everything that comes meanwhile, not the answer alone.")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        if (words.size() + (file == null ? 0 : 1) > 2 || (words.isEmpty() && file == null)) {
            throw wrong("expected: [URL] and either a TEXT or --file");
        }
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw wrong("--wait: " + seconds + " (expected: 0 to 86400)");
        }
        try {
            return exchange().run(Duration.ofMillis(Math.round(seconds * 1000)), all) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            spec.commandLine().getErr().println("vigie send: " + file + ": cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private Exchange exchange() throws IOException {
        if (file == null) {
            URI address = address(words.size() == 2 ? words.get(0) : DEFAULT_URL);
            return Exchange.ofText(address, words.get(words.size() - 1), System.out, System.err);
        }
        URI address = address(words.isEmpty() ? DEFAULT_URL : words.get(0));
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
            throw wrong("--file: " + file + " (expected: a file of at most " + MAX_FILE_BYTES + " bytes)");
        }
        return Exchange.ofBinary(address, Files.readAllBytes(file), System.out, System.err);
    }

    /** A server alone means its stream. */
    private static URI address(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "URL: " + text + " (expected: an address such as ws://127.0.0.1:8080/live)", e);
        }
        String path = address.getRawPath();
        return address.getHost() != null && (path == null || path.isEmpty() || path.equals("/"))
                ? address.resolve("/live")
                : address;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
