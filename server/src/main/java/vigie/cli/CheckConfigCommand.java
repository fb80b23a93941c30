package vigie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.config.ConfigException;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.config.VigieConfig;

/** {@code vigie check-config}: says what is wrong with a configuration file. */
@Command(
        name = "check-config",
        description = "Say what is wrong with a configuration file, with line and column.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The YAML file.")
    private Path file;

    @Override
    public Integer call() {
        try {
            VigieConfig config = new ConfigReader(Main.Version.text(), Overrides.NONE).read(file);
            spec.commandLine()
                    .getOut()
                    .println(file + " is right (sources: " + config.sources().size() + ", rules for sensors: "
                            + config.sensors().size() + ", rules for alarms: "
                            + config.alarms().size() + ", webhooks: "
                            + config.webhooks().size() + ")");
            return 0;
        } catch (ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }
}
