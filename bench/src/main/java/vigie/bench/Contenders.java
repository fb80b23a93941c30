package vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The servers that are set beside each other, by name. All push one update of 20 readings, about 1.2 kB, per tick. */
final class Contenders {
    /** The source in the ids of sensors; as long as makes the message 1.2 kB. The other servers spell it, too. */
    static final String SOURCE = "greenhouse-north-wall-rack4";

    private static final int READINGS = 20;

    private final Path jar;
    private final int hertz;

    Contenders(Path jar, int hertz) {
        this.jar = jar;
        this.hertz = hertz;
    }

    /**
     * Starts one.
     *
     * @param name such as {@code vigie-epoll}
     * @param folder its working folder
     * @throws IOException when it does not start; the message says why
     */
    PinnedServer start(String name, Path folder) throws IOException {
        return new PinnedServer(command(name, folder), folder);
    }

    private List<String> command(String name, Path folder) throws IOException {
        return switch (name) {
            case "vigie-epoll" -> vigie("epoll", folder);
            case "vigie-io_uring" -> vigie("io_uring", folder);
            case "plain-epoll" -> plain("epoll");
            case "plain-io_uring" -> plain("io_uring");
            case "ws" -> List.of("node", absolute("compare.d", "ws.js"), Integer.toString(hertz));
            case "raw-epoll" -> List.of(absolute("target", "compare", "raw"), Integer.toString(hertz));
            case "raw-io_uring" -> List.of(absolute("target", "compare", "raw_uring"), Integer.toString(hertz));
            default -> throw new IOException("server: " + name + " (expected: one that bench/compare --help names)");
        };
    }

    private List<String> vigie(String transport, Path folder) throws IOException {
        String yaml = "server: { tick: " + 1000 / hertz + "ms, transport: " + transport + " }\nsources:\n"
                + VigieCommand.source(SOURCE, READINGS, READINGS * hertz);
        return VigieCommand.server(jar, folder, yaml);
    }

    private List<String> plain(String transport) {
        List<String> command = new ArrayList<>(VigieCommand.java("-Xmx160m"));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path")
                        .replace(
                                "target/classes",
                                Path.of("target", "classes").toAbsolutePath().toString()),
                PlainBroadcast.class.getName(),
                transport,
                Integer.toString(hertz)));
        return command;
    }

    private static String absolute(String first, String... more) {
        return Path.of(first, more).toAbsolutePath().toString();
    }
}
