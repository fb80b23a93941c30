package vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packed server, started as the launcher does. */
public final class VigieCommand {
    public static final Path JAR =
            Path.of("..", "server", "target", "vigie.jar").toAbsolutePath().normalize();

    private VigieCommand() {}

    /** Java with the launcher's options, and a limit of the heap. */
    public static List<String> java(String limit) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                limit,
                "-Xss512k",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.leakDetection.level=disabled");
    }

    /**
     * The server with this configuration on a free port.
     *
     * @param jar which build of it
     * @param folder where the configuration is written
     */
    public static List<String> server(Path jar, Path folder, String yaml) throws IOException {
        Path config = Files.writeString(folder.resolve("vigie.yaml"), yaml);
        List<String> command = new ArrayList<>(java("-Xmx160m"));
        command.addAll(List.of("-jar", jar.toString(), "--config", config.toString(), "--port", "0"));
        return command;
    }

    /** The settings of a simulated source, one line under {@code sources}. */
    public static String source(String id, int channels, int readingsPerSecond) {
        return "  - { id: %s, type: simulated, plant: load, load: { channels: %d, readings-per-second: %d } }\n"
                .formatted(id, channels, readingsPerSecond);
    }
}
