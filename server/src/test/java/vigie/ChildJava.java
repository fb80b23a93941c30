package vigie;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Java as a process of its own, with the classes of the tests. */
public final class ChildJava {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private ChildJava() {}

    /**
     * The command that begins it. It compiles and collects as the tests' own JVM does, which is told to be quick from the start.
     *
     * @param arguments options, then what is to be run and its arguments
     */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Kills a process that still runs after this time: whoever waits for it is told by its exit code, and the run goes on. */
    public static Process bounded(Process process, Duration longest) {
        CompletableFuture<?> late = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(longest.toSeconds(), TimeUnit.SECONDS));
        var unused = process.onExit().thenRun(() -> late.cancel(false));
        return process;
    }

    /**
     * What a test's own program says when it runs with these options, which come last.
     *
     * @param program has a {@code main}
     */
    public static String said(Class<?> program, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(program.getName());
        Process process = bounded(
                new ProcessBuilder(command(arguments.toArray(String[]::new)))
                        .redirectErrorStream(true)
                        .start(),
                LONGEST_RUN);
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
