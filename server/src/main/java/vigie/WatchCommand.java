package vigie;

import java.io.PrintStream;
import java.net.URI;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.watch.JsonPrinter;
import vigie.watch.LiveClient;
import vigie.watch.LiveListener;
import vigie.watch.LiveRefusedException;
import vigie.watch.WatchPrinter;

/** {@code vigie watch}: the readings of a running server in the terminal. */
@Command(
        name = "watch",
        description = "Show the readings of a running server in the terminal.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI server;

    @Option(
            names = "--sensor",
            split = ",",
            paramLabel = "GLOB",
            description = "Only these sensors, such as 'bench/*'. May be repeated.")
    private String @Nullable [] sensors;

    @Option(names = "--json", description = "One message a line, for pipes.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!web || server.getAuthority() == null) {
            throw new ParameterException(
                    spec.commandLine(), "URL: " + server + " (expected: an address such as http://127.0.0.1:8080)");
        }
        PrintStream out = System.out;
        LiveListener printer = json
                ? new JsonPrinter(out, System.err)
                : new WatchPrinter(out, System.err, CommandLine.Help.Ansi.AUTO.enabled(), ZoneId.systemDefault());
        try (var client = new LiveClient(server, sensors == null ? null : String.join(",", sensors), printer)) {
            client.run();
            return 0;
        } catch (LiveRefusedException e) {
            System.err.println("vigie watch: " + e.getMessage());
            return 1;
        }
    }
}
