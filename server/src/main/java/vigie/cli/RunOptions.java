package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import vigie.BrokenServerExit;
import vigie.Vigie;
import vigie.config.ConfigException;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.config.VigieConfig;
import vigie.http.settings.BindException;
import vigie.sensor.PrintableText;
import vigie.store.HistoryException;

/** The options of running the server, and running it. */
final class RunOptions {
    private static final int FAILED = 1;
    private static final int WRONG_CONFIGURATION = 2;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings and sources. Without, the simulator.")
    private @Nullable Path config;

    @Option(names = "--bind", paramLabel = "HOST", description = "Listen on this address. Default: 127.0.0.1")
    private @Nullable String bind;

    @Option(names = "--port", paramLabel = "N", description = "Listen on this port, 0 for any. Default: 8080")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where data is kept. Default: ./data")
    private @Nullable String data;

    /** Runs until the process is told to end. */
    int run(CommandSpec spec) {
        try {
            return serve(read());
        } catch (ConfigException e) {
            spec.commandLine().getErr().println("vigie: " + e.getMessage());
            return WRONG_CONFIGURATION;
        } catch (BindException e) {
            spec.commandLine().getErr().println("vigie: " + PrintableText.line(String.valueOf(e.getMessage())));
            return e.isWrongSetting() ? WRONG_CONFIGURATION : FAILED;
        } catch (HistoryException e) {
            spec.commandLine().getErr().println("vigie: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private VigieConfig read() throws ConfigException {
        var environment = System.getenv();
        String file = environment.get("VIGIE_CONFIG");
        Path chosen = config != null ? config : file == null ? null : ConfigReader.path("VIGIE_CONFIG", file);
        Overrides flags = new Overrides(bind, port, data, null);
        return new ConfigReader(Main.Version.text(), flags.or(Overrides.fromEnvironment(environment))).read(chosen);
    }

    private static int serve(VigieConfig config) throws BindException, HistoryException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Vigie> started = new CompletableFuture<>();
        BrokenServerExit exit = new BrokenServerExit(
                () -> started.join().close(), BrokenServerExit.CLOSING, Runtime.getRuntime()::halt);
        Vigie vigie = Vigie.start(config, Clock.systemUTC(), exit::broken);
        started.complete(vigie);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            vigie.close();
                            ended.countDown();
                        },
                        "shutdown"));
        System.out.println("Vigie is watching at " + vigie.url());
        System.out.flush();
        ended.await();
        return 0;
    }
}
