package vigie.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the server stores from other users of the machine: folders get mode 700, files 600. A file system without such modes is
 * left as it is, and so is a folder that everybody shares, such as {@code /tmp}. Stateless.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final int STICKY = 01000;

    private PrivateFiles() {}

    /**
     * Makes a folder and those above it when they are not there, and restricts it.
     *
     * @throws IOException when it cannot be made
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder);
    }

    /**
     * Makes an empty file that nobody else can read, when there is none.
     *
     * @throws IOException when it cannot be made
     */
    public static void createFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        restrict(file);
    }

    /** Restricts a folder or a regular file to its owner. Where that is not possible the log says so. */
    public static void restrict(Path path) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            boolean folder = Files.isDirectory(path);
            if (view == null || (!folder && !Files.isRegularFile(path)) || isShared(path)) {
                return;
            }
            Set<PosixFilePermission> wanted = folder ? FOLDER : FILE;
            if (!view.readAttributes().permissions().equals(wanted)) {
                view.setPermissions(wanted);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("{}: other users may read it, its mode cannot be changed: {}", path, e.toString());
        }
    }

    private static boolean isShared(Path path) throws IOException {
        return Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
    }
}
