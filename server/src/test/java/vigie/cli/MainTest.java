package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.ChildJava;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.sqlite.SqliteHistory;

/** The command line as a process of its own: what it prints where, and its exit codes. */
class MainTest {
    @TempDir
    Path folder;

    @Test
    void version_printsIt_0() throws Exception {
        Ended ended = vigie("--version");
        assertThat(ended.code).isZero();
        assertThat(ended.out).startsWith("vigie ");
    }

    @Test
    void help_namesTheCommands_0() throws Exception {
        Ended ended = vigie("--help");
        assertThat(ended.code).isZero();
        assertThat(ended.out)
                .contains("run", "ports", "watch", "send", "record", "bench", "history", "check-config")
                .doesNotContain("\u001b[");
    }

    @Test
    void unknownOption_saysUsage_2() throws Exception {
        Ended ended = vigie("run", "--prot", "80");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("Unknown option", "--prot").contains("Usage:");
        assertThat(ended.out).isEmpty();
    }

    @Test
    void watch_noAddress_2() throws Exception {
        assertThat(vigie("watch", "nonsense").code).isEqualTo(2);
    }

    @Test
    void bench_wrongFlags_2() throws Exception {
        assertThat(vigie("bench", "nonsense").code).isEqualTo(2);
        Ended ended = vigie("bench", "--clients", "5", "--slow", "5");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("--slow: 5 (expected: 0 to 4, fewer than --clients)");
    }

    @Test
    void bench_noServer_oneClearLine_1() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Ended ended = vigie("bench", "http://127.0.0.1:" + free, "--clients", "1");
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err.lines().filter(line -> line.startsWith("vigie bench: ")))
                .hasSize(1);
        assertThat(ended.err).contains("no server answers at 127.0.0.1:" + free);
    }

    @Test
    void checkConfig_rightFile_0() throws Exception {
        Ended ended = vigie("check-config", "../config/vigie.yaml");
        assertThat(ended.code).isZero();
        assertThat(ended.out).contains("is right (sources: 4,");
    }

    @Test
    void checkConfig_wrongFile_saysWhere_2() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "server:\n  prot: 80\n");
        Ended ended = vigie("check-config", file.toString());
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).startsWith(file + ":2:3: prot: unknown setting; did you mean port?");
    }

    @Test
    void run_wrongSetting_2() throws Exception {
        Ended ended = vigie("run", "--port", "70000");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("port: 70000 (expected: 0 to 65535)");
    }

    @Test
    void run_bindThatIsNotOfThisMachine_oneClearLine_2() throws Exception {
        for (String bind : List.of("no-such-host.invalid", "192.0.2.1", "a b")) {
            Ended ended = vigie("run", "--port", "0", "--bind", bind, "--data", folder.toString());
            assertThat(ended.code).as(bind).isEqualTo(2);
            assertThat(ended.err.lines().filter(line -> line.startsWith("vigie: ")))
                    .singleElement()
                    .asString()
                    .startsWith("vigie: bind: " + bind)
                    .contains("(expected: ");
            assertThat(ended.out).isEmpty();
        }
    }

    @Test
    void fileNamesWithControlCharacters_neverReachTheTerminal() throws Exception {
        String hostile = "a\u001b]0;x\u0007\n\u202eb";
        Path file = Files.writeString(folder.resolve(hostile + ".yaml"), "server:\n  prot: 80\n");
        for (Ended ended : List.of(
                vigie("check-config", file.toString()),
                vigie("check-config", file + "x"),
                vigie("test-rules", file.toString()),
                vigie("run", "--config", file.toString()),
                vigie("run", "--" + hostile),
                vigie("history", "--data", folder.resolve(hostile).toString()),
                vigie("record", "/dev/" + hostile, folder.resolve("x").toString()))) {
            assertThat(ended.out + ended.err).contains("\\u{1b}]0;x").doesNotContain("\u001b", "\u0007", "\u202e");
        }
    }

    @Test
    void run_portInUse_oneClearLine_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = vigie("run", "--data", folder.toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(ended.code).isEqualTo(1);
            assertThat(ended.err.lines().filter(line -> line.startsWith("vigie: ")))
                    .hasSize(1);
            assertThat(ended.err).contains(String.valueOf(taken.getLocalPort()));
            assertThat(ended.out).isEmpty();
        }
    }

    @Test
    void run_dataFolderInUse_oneClearLine_1() throws Exception {
        try (DataFolder taken = DataFolder.take(folder)) {
            Ended ended = vigie("run", "--port", "0", "--data", folder.toString());
            assertThat(ended.code).isEqualTo(1);
            assertThat(ended.err.lines().filter(line -> line.startsWith("vigie: ")))
                    .hasSize(1);
            assertThat(ended.err).contains("data: " + taken.path(), "is used by another Vigie");
            assertThat(ended.out).isEmpty();
        }
    }

    @Test
    void run_listening_printsOneLineWithItsUrl_andEndsOnSigterm() throws Exception {
        Process process = start("--port", "0", "--data", folder.toString());
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("Vigie is watching at http://127\\.0\\.0\\.1:\\d+/?");
            process.toHandle().destroy(); // Process.destroy would close the stream as well
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void record_fileThere_isNotOverwritten_2() throws Exception {
        Path file = Files.writeString(folder.resolve("monday.log"), "precious");
        assertThat(vigie("record", "/dev/ttyNONE0", file.toString()).code).isEqualTo(2);
        assertThat(file).hasContent("precious");
    }

    @Test
    void record_noSuchPort_saysWhichThereAre_1() throws Exception {
        Ended ended =
                vigie("record", "/dev/ttyNONE0", folder.resolve("monday.log").toString());
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.err).contains("there is no port /dev/ttyNONE0 (ports: ");
    }

    @Test
    void history_nothingKept_saysSo_0() throws Exception {
        Ended ended = vigie("history", "--data", folder.toString());
        assertThat(ended.code).isZero();
        assertThat(ended.out).contains("Nothing is kept in " + folder);
        assertThat(folder.resolve("history.db")).doesNotExist();
    }

    @Test
    void history_kept_saysHowMuchOfWhat_alsoWhileItIsInUse_0() throws Exception {
        try (DataFolder data = DataFolder.take(folder);
                History history = SqliteHistory.open(data, Clock.systemUTC())) {
            history.append(List.of(
                    new Reading(SensorId.parse("bench/oven"), 1_763_875_200_000L, 20),
                    new Reading(SensorId.parse("bench/oven"), 1_763_875_260_000L, 21)));
            Ended ended = vigie("history", "--data", folder.toString());
            assertThat(ended.err).isEmpty();
            assertThat(ended.code).isZero();
            assertThat(ended.out)
                    .contains("2 readings of 1 sensors")
                    .contains("bench/oven  2  2025-11-23T05:20:00Z to 2025-11-23T05:21:00Z")
                    .contains("It is intact.");

            Ended refused = vigie("history", "--vacuum", "--data", folder.toString());
            assertThat(refused.code).isEqualTo(1);
            assertThat(refused.err).contains("is used by another Vigie");
        }
        assertThat(vigie("history", "--vacuum", "--data", folder.toString()).code)
                .isZero();
    }

    @Test
    void history_damaged_saysWhat_andLeavesIt_1() throws Exception {
        Path file = Files.writeString(folder.resolve("history.db"), "no database ".repeat(1000));
        Ended ended = vigie("history", "--data", folder.toString());
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.err).contains("history.db", "damaged");
        assertThat(file).hasContent("no database ".repeat(1000));
    }

    @Test
    void ports_saysSomething_0() throws Exception {
        Ended ended = vigie("ports");
        assertThat(ended.code).isZero();
        assertThat(ended.out).isNotBlank();
    }

    private Ended vigie(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    Files.readString(folder.resolve("stderr")));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                ChildJava.command("-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", "vigie.cli.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        builder.redirectError(folder.resolve("stderr").toFile());
        return builder.start();
    }

    private record Ended(int code, String out, String err) {}
}
