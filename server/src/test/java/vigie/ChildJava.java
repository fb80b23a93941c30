package vigie;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java as a process of its own, with the classes of the tests. */
public final class ChildJava {
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
}
