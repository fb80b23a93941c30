package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.ChildJava;

final class DataFolderTest {
    @TempDir
    Path path;

    @Test
    void take_makesIt_andOnceMoreAfterItWasClosed() throws HistoryException {
        Path deep = path.resolve("not/there/yet");
        DataFolder.take(deep).close();
        DataFolder.take(deep).close();
        assertThat(deep).isDirectory();
    }

    @Test
    void take_twiceInOneProcess_isRefused() throws HistoryException {
        try (DataFolder taken = DataFolder.take(path)) {
            assertRefused(taken.path(), ProcessHandle.current().pid());
        }
    }

    @Test
    void take_whileAnotherProcessHasIt_isRefused_untilThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(ChildJava.command(DataFolderHolder.class.getName(), path.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo(path.toString());
            assertRefused(path, other.pid());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        DataFolder.take(path).close();
    }

    private static void assertRefused(Path path, long process) {
        assertThatThrownBy(() -> DataFolder.take(path))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("is used by another Vigie (process " + process + ")")
                .hasMessageContaining("--data");
    }

    @Test
    void take_keepsOtherUsersOut_ofNewFoldersAndOfOldFiles() throws Exception {
        Path folder = Files.createDirectory(path.resolve("data"), mode("rwxr-xr-x"));
        Path old = Files.createFile(folder.resolve("history.db"), mode("rw-rw-r--"));
        DataFolder.take(folder).close();
        DataFolder.take(path.resolve("new")).close();
        assertThat(List.of(folder, path.resolve("new")))
                .allSatisfy(it -> assertThat(modeOf(it)).isEqualTo("rwx------"));
        assertThat(List.of(old, folder.resolve("vigie.lock")))
                .allSatisfy(it -> assertThat(modeOf(it)).isEqualTo("rw-------"));
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void take_whereAFileIs_saysSo() throws Exception {
        Path file = Files.writeString(path.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith("data: " + file + " cannot be written")
                .hasMessageContaining("--data");
    }
}
