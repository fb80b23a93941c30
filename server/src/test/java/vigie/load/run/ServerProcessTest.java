package vigie.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProcessTest {
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";

    @TempDir
    Path proc;

    @BeforeEach
    void tables() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(
                proc.resolve("net/tcp"),
                HEAD
                        + line("0100007F:1F90", "0A", "101")
                        + line("0100007F:1F91", "01", "102")
                        + line("00000000:1F92", "0A", "103"));
        Files.writeString(
                proc.resolve("net/tcp6"),
                HEAD
                        + line("0000000000000000FFFF00000100007F:1F93", "0A", "104")
                        + line("00000000000000000000000001000000:1F94", "0A", "105")
                        + line("00000000000000000000000000000000:1F95", "0A", "106"));
        process(41, "999");
        process(42, "101", "103", "104", "105", "106");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8080, 42", // itself
        "127.0.0.1, 8081, ", // connected, does not listen
        "127.0.0.1, 8082, 42", // every address
        "127.0.0.1, 8083, 42", // an IPv4 address in the table of IPv6
        "::1, 8084, 42",
        "127.0.0.1, 8084, ", // only IPv6
        "127.0.0.1, 8085, 42",
        "127.0.0.1, 9999, ",
        "192.0.2.1, 8080, ", // another machine
    })
    void process_isFoundByItsListeningSocket(String host, int port, Long pid) throws IOException {
        assertThat(ServerProcess.listeningOn(new InetSocketAddress(InetAddress.getByName(host), port), proc)
                        .map(ServerProcess::pid)
                        .orElse(null))
                .isEqualTo(pid);
    }

    @Test
    void cpuAndMemory_areReadAlsoAfterANameWithBlanksAndBrackets() throws IOException {
        Files.writeString(
                proc.resolve("42/stat"), "42 (a b) c) S 1 42 42 0 -1 4194560 1 0 0 0 1234 66 5 5 20 0 9 0 1 2 3\n");
        Files.writeString(proc.resolve("42/status"), "Name:\ta b) c\nVmHWM:\t  900 kB\nVmRSS:\t   512 kB\n");
        ServerProcess process = found();
        assertThat(process.cpuSeconds()).isEqualTo(13.0);
        assertThat(process.residentBytes()).isEqualTo(512 * 1024);
    }

    @Test
    void processGone_saysSo() throws IOException {
        ServerProcess process = found();
        assertThat(process.cpuSeconds()).isNaN();
        assertThat(process.residentBytes()).isZero();
    }

    @Test
    void thisProcess_isFoundInTheRealTables() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerProcess process = ServerProcess.listeningOn(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()),
                            Path.of("/proc"))
                    .orElseThrow();
            assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(process.cpuSeconds()).isPositive();
            assertThat(process.residentBytes()).isGreaterThan(1 << 20);
        }
    }

    private ServerProcess found() throws IOException {
        return ServerProcess.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080), proc)
                .orElseThrow();
    }

    private void process(int pid, String... sockets) throws IOException {
        Path descriptors = Files.createDirectories(proc.resolve(pid + "/fd"));
        for (String socket : sockets) {
            Files.createSymbolicLink(descriptors.resolve(socket), Path.of("socket:[" + socket + "]"));
        }
    }

    private static String line(String local, String state, String inode) {
        return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000  1000        0 "
                + inode + " 1 0000000000000000 100 0 0 10 0\n";
    }
}
