package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vigie.source.serial.PseudoTerminal;

class RecordCommandTest {
    @RegisterExtension
    final PseudoTerminal port = new PseudoTerminal();

    @TempDir
    private Path folder;

    @Test
    void record_untilUnplugged_keepsWhatTheDeviceSaid() throws Exception {
        Path file = folder.resolve("monday.rec");
        var exitCode = CompletableFuture.supplyAsync(() -> Main.execute("record", port.path(), file.toString()));
        await().until(() -> {
            port.write("temperature:21.5\n".getBytes(StandardCharsets.UTF_8));
            return Files.exists(file) && Files.readString(file).contains("temperature:21.5");
        });
        port.unplug();
        assertThat(exitCode.get()).isEqualTo(1);
        assertThat(Files.readString(file)).startsWith("vigie-recording 1").contains(" temperature:21.5");
    }

    @Test
    void record_fileExists_isNotOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("monday.rec"), "precious");
        assertThat(Main.execute("record", port.path(), file.toString())).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("precious");
    }
}
