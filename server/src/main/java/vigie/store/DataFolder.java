package vigie.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.PrivateFiles;

/**
 * The folder for what is kept, closed to other users, which belongs to one process at a time: to whoever holds the lock on its file {@code vigie.lock}. The
 * system ends the lock with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK = "vigie.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder when it is not there, and takes it.
     *
     * @throws HistoryException when another process has it, or it cannot be written
     */
    public static DataFolder take(Path path) throws HistoryException {
        try {
            PrivateFiles.createFolder(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = holder(channel);
                channel.close();
                throw new HistoryException("data: " + path.toAbsolutePath() + " is used by another Vigie" + holder
                        + ": stop that one, or give this one a folder of its own with --data");
            }
            sign(channel);
            restrictFiles(path);
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new HistoryException(
                    "data: " + path.toAbsolutePath() + " cannot be written (" + e
                            + "): choose another folder with --data," + " or give this user the right to write there",
                    e);
        }
    }

    /** An earlier version, or a copy made by hand, may have left them open to others. */
    private static void restrictFiles(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            files.forEach(PrivateFiles::restrict);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Null when another process has it, or this one already. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Says who has it, to help whoever wants it; on a full disk that is not to be had. */
    private static void sign(FileChannel channel) {
        String process = Long.toString(ProcessHandle.current().pid());
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            LOG.debug("{} cannot be written in {}", process, LOCK, e);
        }
    }

    private static String holder(FileChannel channel) {
        try {
            ByteBuffer text = ByteBuffer.allocate(20);
            channel.read(text, 0);
            String process = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
            return process.isEmpty() ? "" : " (process " + process + ")";
        } catch (IOException e) {
            return "";
        }
    }

    public Path path() {
        return path;
    }

    /** Another process may have it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process's end ends the lock as well.
        }
    }
}
