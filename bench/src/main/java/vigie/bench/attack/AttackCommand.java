package vigie.bench.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.bench.VigieCommand;

/** {@code bench/attack}: attacks a server of its own, and prints what honest viewers noticed. */
@Command(
        name = "bench/attack",
        description =
                "Attacks a fresh server on this machine, and prints what honest viewers noticed of it. Without NAME it"
                        + " lists the attacks.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AttackCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final Duration ALL_AT_MOST = Duration.ofMinutes(10);
    /** Start, warm-up, recovery and end of a server, and what an attacker takes longer. */
    private static final Duration AROUND = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "An attack, or all. Together they take ten minutes at most.")
    private @Nullable String name;

    @Option(
            names = "--transport",
            defaultValue = "auto",
            description = "The server's setting server.transport: io_uring, epoll or nio. Default: its own choice")
    private String transport;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long an attack lasts, 1 to 60. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--jar", paramLabel = "FILE", description = "Another build of Vigie than the one just made.")
    private Path jar = VigieCommand.JAR;

    private AttackCommand() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new AttackCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name == null) {
            for (AttackKind kind : AttackKind.values()) {
                System.out.printf("  %-20s %s%n", kind.word(), kind.summary());
            }
            return 0;
        }
        if (seconds < 1 || seconds > 60) {
            throw new ParameterException(spec.commandLine(), "--seconds: " + seconds + " (expected: 1 to 60)");
        }
        run(chosen(name));
        return 0;
    }

    private List<AttackKind> chosen(String word) {
        return word.equals(ALL)
                ? List.of(AttackKind.values())
                : List.of(AttackKind.of(word)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), word + " (expected: all, or an attack of the list without NAME)")));
    }

    private void run(List<AttackKind> kinds) throws IOException, InterruptedException {
        Duration length = Duration.ofSeconds(seconds);
        AttackTrial trial = new AttackTrial(jar.toAbsolutePath(), transport, length);
        AttackTable table = new AttackTable();
        long begin = System.nanoTime();
        for (AttackKind kind : kinds) {
            Duration spent = Duration.ofNanos(System.nanoTime() - begin);
            if (spent.plus(length).plus(AROUND).compareTo(ALL_AT_MOST) > 0) {
                System.err.println(kind.word() + " left out: ten minutes are over (try fewer --seconds)");
                continue;
            }
            table.row(kind, transport, trial.run(kind));
        }
    }
}
