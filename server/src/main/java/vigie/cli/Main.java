package vigie.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 70 the server found itself broken and wants to be
 * restarted.
 */
@Command(
        name = "vigie",
        description = "A live dashboard server for sensors. Without a command it runs the server.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            RunCommand.class,
            PortsCommand.class,
            WatchCommand.class,
            SendCommand.class,
            RecordCommand.class,
            BenchCommand.class,
            HistoryCommand.class,
            CheckConfigCommand.class,
            TestRulesCommand.class,
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    private Main() {}

    public static void main(String[] args) {
        boolean colours = CommandLine.Help.Ansi.AUTO.enabled();
        System.setOut(PrintableStream.before(System.out, colours));
        System.setErr(PrintableStream.before(System.err, colours));
        System.exit(execute(args));
    }

    /** Runs a command and returns its exit code. */
    static int execute(String... args) {
        return new CommandLine(new Main()).execute(args);
    }

    @Override
    public Integer call() {
        return options.run(spec);
    }

    /** This build's version. */
    static final class Version implements CommandLine.IVersionProvider {
        /** Such as {@code vigie 0.1.0}; from the jar's manifest. */
        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "vigie " + (version == null ? "development" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {text(), "Java " + Runtime.version()};
        }
    }
}
