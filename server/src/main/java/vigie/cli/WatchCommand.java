package vigie.cli;

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
import vigie.cli.watch.JsonPrinter;
import vigie.cli.watch.WatchPrinter;
import vigie.client.LiveClient;
import vigie.client.LiveListener;
import vigie.client.LiveSubscription;

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
        PrintStream out = System.out;
        LiveListener printer = json
                ? new JsonPrinter(out, System.err)
                : new WatchPrinter(out, System.err, CommandLine.Help.Ansi.AUTO.enabled(), ZoneId.systemDefault());
        try (LiveClient client = client(printer)) {
            client.open();
            return client.awaitEnd() ? 0 : 1;
        }
    }

    private LiveClient client(LiveListener printer) {
        try {
            LiveSubscription all = LiveSubscription.DEFAULT.withStills(true);
            return new LiveClient(server, sensors == null ? all : all.withSensors(String.join(",", sensors)), printer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
