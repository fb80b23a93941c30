package vigie.source.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCausesTest {
    private final SerialSettings settings =
            SerialSettings.of("bench", "/dev/ttyS9").withBaud(9600);

    @TempDir
    Path folder;

    @Test
    void noPermission_groupMay_namesTheGroupAndTheRemedy() throws Exception {
        Path port = Files.createFile(folder.resolve("ttyUSB0"));
        Files.setPosixFilePermissions(port, PosixFilePermissions.fromString("rw-rw----"));
        PosixFileAttributeView view =
                Files.getFileAttributeView(port, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        String group = "root".equals(view.readAttributes().group().getName())
                ? "dialout"
                : view.readAttributes().group().getName();
        view.setGroup(FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
        assertThat(PortCauses.noPermission(port))
                .hasMessage("no permission to open " + port + ": it is for the group " + group
                        + "; run: sudo usermod -aG " + group + " $USER, then log in again");
    }

    @Test
    void noPermission_ownerOnly_saysWhatToChange() throws Exception {
        Path port = Files.createFile(folder.resolve("ttyUSB0"));
        Files.setPosixFilePermissions(port, PosixFilePermissions.fromString("rw-------"));
        assertThat(PortCauses.noPermission(port)).hasMessageContaining("sudo chgrp dialout " + port);
    }

    @Test
    void notOpened_saysWhy() {
        Path port = folder.resolve("ttyS9");
        assertThat(PortCauses.notOpened(settings, port, 16))
                .hasMessage(port + " is busy: another program has it open; this shows which: sudo fuser -v " + port);
        assertThat(PortCauses.notOpened(settings, port, 22)).hasMessageContaining("refuses 9600 baud, 8N1");
        assertThat(PortCauses.notOpened(settings, port, 5)).hasMessageContaining("system error 5");
    }
}
