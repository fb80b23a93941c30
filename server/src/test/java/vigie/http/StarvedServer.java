package vigie.http;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import vigie.http.settings.TransportChoice;

/** A server as a process of its own that can be left without file descriptors, and be given them back, by words on its input. */
final class StarvedServer {
    private StarvedServer() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException, URISyntaxException {
        loadAllClasses();
        TransportChoice transport =
                Objects.requireNonNull(TransportChoice.words().get(arguments[0]));
        try (RunningServer running = new RunningServer(
                settings -> new TestSettings()
                        .transport(transport)
                        .maxSessions(1000)
                        .build(),
                RunningServer.live())) {
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                raw.answer();
            }
            System.out.println(running.server.port());
            follow(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }

    /** Each class in a folder needs a descriptor when it is first used. The packed server has all in one file. */
    private static void loadAllClasses() throws IOException, ReflectiveOperationException, URISyntaxException {
        Path folder = Path.of(HttpServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("vigie"))) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('/', '.');
            if (!name.endsWith("package-info.class")) {
                Class.forName(
                        name.substring(0, name.length() - ".class".length()), false, HttpServer.class.getClassLoader());
            }
        }
    }

    private static void follow(BufferedReader words) throws IOException {
        List<FileInputStream> taken = new ArrayList<>();
        String word = words.readLine();
        while (word != null) {
            if (word.equals("starve")) {
                takeAll(taken);
            } else {
                for (FileInputStream each : taken) {
                    each.close();
                }
                taken.clear();
            }
            System.out.println(word);
            word = words.readLine();
        }
    }

    private static void takeAll(List<FileInputStream> taken) {
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // None is left.
        }
    }
}
