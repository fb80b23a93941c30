package vigie.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run on one core each, so that server and client do not take turns on the same one. Linux's taskset does it. */
final class PinnedCommand {
    private static final boolean POSSIBLE = isPossible();

    private PinnedCommand() {}

    /** For the core that clients have. */
    static List<String> client(List<String> command) {
        return on("0", command);
    }

    /** For the core that the server has. */
    static List<String> server(List<String> command) {
        return on("1", command);
    }

    private static List<String> on(String core, List<String> command) {
        List<String> words = new ArrayList<>(POSSIBLE ? List.of("taskset", "-c", core) : List.of());
        words.addAll(command);
        return words;
    }

    private static boolean isPossible() {
        boolean taskset = List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        boolean cores = Runtime.getRuntime().availableProcessors() > 1;
        if (!taskset || !cores) {
            System.err.println("not pinned to cores, so figures scatter more: "
                    + (taskset ? "this machine has only one" : "taskset is missing (apt-get install util-linux)"));
        }
        return taskset && cores;
    }
}
