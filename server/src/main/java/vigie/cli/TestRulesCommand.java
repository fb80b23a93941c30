package vigie.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.alarm.trial.Trial;
import vigie.alarm.trial.TrialException;
import vigie.alarm.trial.TrialResult;
import vigie.alarm.trial.TrialRun;
import vigie.alarm.trial.Trials;
import vigie.config.ConfigException;
import vigie.config.TrialReader;

/** {@code vigie test-rules}: plays scenarios against the rules for alarms, and says whether what should happen does. */
@Command(
        name = "test-rules",
        description = "Play recorded, simulated or written scenarios against rules for alarms, and check what happens.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TestRulesCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_FILE = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The YAML file with tests; docs/alarms.md shows one.")
    private Path file;

    @Override
    public Integer call() {
        try {
            return play(TrialReader.read(Main.Version.text(), file));
        } catch (ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return WRONG_FILE;
        } catch (TrialException e) {
            spec.commandLine().getErr().println(file + ": " + e.getMessage());
            return WRONG_FILE;
        }
    }

    private int play(Trials trials) throws TrialException {
        int failed = 0;
        for (Trial trial : trials.trials()) {
            TrialResult result = TrialRun.play(trials, trial);
            tell(result);
            failed += result.passed() ? 0 : 1;
        }
        int all = trials.trials().size();
        out().println(all + (all == 1 ? " test, " : " tests, ") + (failed == 0 ? "all passed" : failed + " failed"));
        return failed == 0 ? 0 : FAILED;
    }

    private void tell(TrialResult result) {
        out().println((result.passed() ? "PASS  " : "FAIL  ") + result.name());
        if (!result.passed()) {
            result.failures().forEach(failure -> out().println("      " + failure));
            out().println(result.happened().isEmpty() ? "      nothing happened" : "      what happened:");
            result.happened().forEach(line -> out().println("        " + line));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
