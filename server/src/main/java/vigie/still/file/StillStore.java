package vigie.still.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.sensor.SensorId;
import vigie.still.content.Still;
import vigie.still.content.StillBytes;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.reader.StillReader;
import vigie.work.LogThrottle;
import vigie.work.PrivateFiles;

/**
 * Keeps stills in a folder: a folder for each sensor, {@code SOURCE+CHANNEL}, a file for each still. A file appears under its name only
 * when all of it is on the disk. What is too old goes, and the oldest when there are too many. Files that are not the store's own, or
 * damaged, are passed over and said.
 *
 * <p>Thread-safe; blocks while it writes and reads.
 */
public final class StillStore {
    private static final Logger LOG = LoggerFactory.getLogger(StillStore.class);
    private static final String UNFINISHED = ".unfinished-";

    private final LogThrottle passedOver = new LogThrottle();
    private final LogThrottle notRemoved = new LogThrottle();
    private final Path folder;
    private final StillSettings settings;
    private final StillReader reader;
    private final LongSupplier retentionMillis;
    private final StillTrouble trouble;
    private final StillIndex index = new StillIndex();

    private StillStore(
            Path folder,
            StillSettings settings,
            Clock clock,
            LongSupplier retentionMillis,
            Consumer<Trouble> troubles) {
        this.folder = folder;
        this.settings = settings;
        this.reader = new StillReader(settings);
        this.retentionMillis = retentionMillis;
        this.trouble = new StillTrouble(troubles, clock);
    }

    /** One for a clock that is right. */
    public static StillStore open(Path folder, StillSettings settings, Clock clock, Consumer<Trouble> troubles)
            throws IOException {
        return open(folder, settings, clock, clock::millis, troubles);
    }

    /**
     * Finds out what is kept in a folder, which need not be there yet.
     *
     * @param retentionMillis the time by which old stills are dropped, epoch milliseconds
     * @param troubles told when stills cannot be kept, and when they can again
     * @throws IOException when the folder cannot be read
     */
    public static StillStore open(
            Path folder, StillSettings settings, Clock clock, LongSupplier retentionMillis, Consumer<Trouble> troubles)
            throws IOException {
        StillStore store = new StillStore(folder, settings, clock, retentionMillis, troubles);
        if (Files.isDirectory(folder)) {
            store.list();
            store.dropOld(0);
        }
        return store;
    }

    /** What can be told of it. */
    public StillIndex index() {
        return index;
    }

    /** Keeps a still, and lets go of what there is no room for. Whether it is on the disk; if not, a trouble says why. */
    public synchronized boolean keep(Still still) {
        byte[] bytes = StillFile.bytes(still.content());
        StillFile file = StillFile.of(still);
        dropOld(StillIndex.roomOf(bytes.length));
        try {
            write(folderOf(still.sensor()), file.name(), bytes);
        } catch (IOException e) {
            trouble.failed(folder, e);
            return false;
        }
        index.add(still.sensor(), file, bytes.length);
        trouble.over();
        return true;
    }

    /** The newest at or before a time; null when there is none. What is damaged is passed over. */
    @Nullable
    public Still at(SensorId sensor, long epochMillis) {
        for (StillIndex.Kept kept = index.at(sensor, epochMillis); kept != null; kept = index.at(sensor, epochMillis)) {
            Path path = folderOf(sensor).resolve(kept.file().name());
            try {
                StillContent content = kept.file().content(Files.readAllBytes(path), reader);
                return new Still(sensor, kept.file().epochMillis(), kept.file().id(), content);
            } catch (NoSuchFileException e) {
                index.remove(kept);
            } catch (IOException | StillException | RuntimeException e) {
                if (passedOver.isDue()) {
                    LOG.warn("stills: {} is passed over: {}{}", path, e.toString(), passedOver.takeHeldBackText());
                }
                index.remove(kept);
            }
        }
        return null;
    }

    /** The bytes of a still, read from the disk; null when it is not kept. */
    @Nullable
    public StillBytes bytes(Still still) {
        StillFile file = StillFile.of(still);
        StillIndex.Kept kept = index.at(still.sensor(), still.epochMillis());
        if (kept == null || !kept.file().equals(file)) {
            return null;
        }
        return new KeptBytes(
                folderOf(still.sensor()).resolve(file.name()), still.content().payload().length);
    }

    /** Not through a channel, which an interrupt closes: a still that came just before its source was stopped is kept. */
    private void write(Path into, String name, byte[] bytes) throws IOException {
        PrivateFiles.createFolder(folder);
        PrivateFiles.createFolder(into);
        Path unfinished = into.resolve(UNFINISHED + name);
        try {
            PrivateFiles.createFile(unfinished);
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(bytes);
                out.getFD().sync();
            }
            Files.move(unfinished, into.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        forceFolder(into);
    }

    /** Its name, too, is to survive a power cut; where a folder cannot be opened, the system does as it likes. */
    private static void forceFolder(Path path) {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced to the disk", path, e);
        }
    }

    /** Makes room for so many bytes, and lets go of what is too old. */
    private void dropOld(long roomBytes) {
        long oldestKept = retentionMillis.getAsLong() - settings.retention().toMillis();
        StillIndex.Kept oldest = index.oldest();
        while (oldest != null
                && (oldest.file().epochMillis() < oldestKept || index.bytes() + roomBytes > settings.maxBytes())) {
            drop(oldest);
            oldest = index.oldest();
        }
    }

    private void drop(StillIndex.Kept kept) {
        index.remove(kept);
        Path path = folderOf(kept.sensor()).resolve(kept.file().name());
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            if (notRemoved.isDue()) {
                LOG.warn("stills: {} cannot be removed: {}{}", path, e.getMessage(), notRemoved.takeHeldBackText());
            }
        }
    }

    private void list() throws IOException {
        Foreign foreign = new Foreign();
        PrivateFiles.restrict(folder);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path path : folders) {
                SensorId sensor = sensorOf(path);
                if (sensor == null) {
                    foreign.add(path);
                } else {
                    listOrPassOver(path, sensor, foreign);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        foreign.say();
    }

    /** A folder that cannot be read does not keep the others from being shown. */
    private void listOrPassOver(Path path, SensorId sensor, Foreign foreign) {
        try {
            PrivateFiles.restrict(path);
            list(path, sensor, foreign);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("stills: {} cannot be read: {}", path, e.toString());
            foreign.add(path);
        }
    }

    private void list(Path path, SensorId sensor, Foreign foreign) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                StillFile kept = StillFile.ofName(name);
                if (name.startsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else if (kept == null || !list(file, sensor, kept)) {
                    foreign.add(file);
                }
            }
        }
    }

    /** Whether it is a still; a name that leads nowhere is none. */
    private boolean list(Path file, SensorId sensor, StillFile kept) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        long bytes = Files.size(file);
        if (bytes == 0 || bytes > largestFile()) {
            return false;
        }
        PrivateFiles.restrict(file);
        index.add(sensor, kept, bytes);
        return true;
    }

    /** A longer one is read by nobody: it would fill the memory. A matrix has its own limit. */
    private long largestFile() {
        return Math.max(settings.maxStillBytes(), 2L * Float.BYTES * StillSettings.MAX_CELLS);
    }

    private Path folderOf(SensorId sensor) {
        return folder.resolve(sensor.source() + "+" + sensor.channel());
    }

    private static @Nullable SensorId sensorOf(Path path) {
        List<String> parts = List.of(String.valueOf(path.getFileName()).split("\\+", -1));
        try {
            return parts.size() == 2 && Files.isDirectory(path) ? new SensorId(parts.get(0), parts.get(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What stands in the folder and is not the store's. */
    private static final class Foreign {
        private int count;
        private @Nullable Path first;

        void add(Path path) {
            count++;
            first = first == null ? path : first;
        }

        void say() {
            if (count > 0) {
                LOG.warn(
                        "stills: {} files or folders are passed over, they are no kept stills, such as {}",
                        count,
                        first);
            }
        }
    }
}
