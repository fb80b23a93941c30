package vigie.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has a data folder until its standard input ends. */
final class DataFolderHolder {
    private DataFolderHolder() {}

    public static void main(String[] arguments) throws HistoryException, IOException {
        try (DataFolder folder = DataFolder.take(Path.of(arguments[0]))) {
            System.out.println(folder.path());
            while (System.in.read() >= 0) {
                // until nobody holds the other end
            }
        }
    }
}
