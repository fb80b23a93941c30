package vigie.bench.attack;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vigie.bench.VigieCommand;

/** One of the programs of this package as a process of its own. */
final class ChildProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private ChildProgram(String limit, Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(VigieCommand.java(limit));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    static ChildProgram watcher(URI server) throws IOException {
        return new ChildProgram("-Xmx128m", Watcher.class, List.of(server.toString()));
    }

    static ChildProgram attacker(AttackKind kind, URI server, Duration length) throws IOException {
        return new ChildProgram(
                "-Xmx768m",
                AttackProcess.class,
                List.of(kind.word(), server.toString(), Long.toString(length.toSeconds())));
    }

    /** Sends a line, and returns the line that answers. */
    String ask(String word) throws IOException {
        in.write(word + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the watcher ended");
        }
        return answer;
    }

    /** The last line that it prints before it ends; it is ended by force when it takes longer than this. */
    String lastWords(Duration atMost) throws IOException, InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return "did not come to its end";
        }
        String last = out.lines().reduce("", (before, line) -> line);
        return process.exitValue() == 0 ? last : "failed: see above";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
