package vigie.still.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import vigie.still.content.StillBytes;

/**
 * The bytes of a still that is kept, read from the end of its file. The file is open only while it is read.
 *
 * @param file of the still
 * @param length how many there are
 */
record KeptBytes(Path file, int length) implements StillBytes {
    @Override
    public void read(int offset, byte[] into, int count) throws IOException {
        // Not through a channel: an interrupt would close it.
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(opened.length() - length + offset);
            opened.readFully(into, 0, count);
        }
    }
}
