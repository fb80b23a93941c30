package vigie.source.camera;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.PrintableText;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.still.StillIntake;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.work.LogThrottle;

/**
 * Watches a folder by listing it, which works on every kind of disk. A file counts when it looked the same twice in a row and is whole;
 * its time is when it was last changed. Of the files that are there at the beginning those count that are newer than the newest known
 * still; the newest of them alone when there is none.
 *
 * <p>{@link #run} belongs to one thread.
 */
public final class FolderSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);
    private static final int LINES_A_MINUTE = 6;

    /** More than these would take too long to list every time: {@value}. */
    static final int MAX_FILES = 100_000;

    /** After so many looks at which it did not change, a file that breaks off is not waited for: {@value}. */
    static final int PATIENCE = 10;

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".json");

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final StillSourceSettings settings;
    private final Path folder;
    private final StillIntake intake;
    private final Sleeper sleeper;
    private final int maxFiles;
    private Map<Path, Seen> files = new HashMap<>();

    /** Watches a folder. */
    public FolderSource(StillSourceSettings settings, Path folder, StillIntake intake) {
        this(settings, folder, intake, Sleeper.THREAD, MAX_FILES);
    }

    FolderSource(StillSourceSettings settings, Path folder, StillIntake intake, Sleeper sleeper, int maxFiles) {
        this.settings = settings;
        this.folder = folder;
        this.intake = intake;
        this.sleeper = sleeper;
        this.maxFiles = maxFiles;
    }

    /** A file as it was last looked at. */
    private record Seen(long bytes, long changedMillis, int unchangedLooks, boolean done) {
        Seen again(BasicFileAttributes now) {
            boolean same = bytes == now.size()
                    && changedMillis == now.lastModifiedTime().toMillis();
            return same ? new Seen(bytes, changedMillis, unchangedLooks + 1, done) : first(now);
        }

        static Seen first(BasicFileAttributes now) {
            return new Seen(now.size(), now.lastModifiedTime().toMillis(), 0, false);
        }

        Seen whenDone() {
            return new Seen(bytes, changedMillis, unchangedLooks, true);
        }
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        return folder + " · " + settings.everyInWords();
    }

    @Override
    public boolean returned() {
        return Files.isReadable(folder);
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        boolean known = !files.isEmpty();
        look();
        if (!known) {
            passOverOld();
        }
        out.opened(false);
        while (!Thread.currentThread().isInterrupted()) {
            sleeper.sleep(settings.every().toMillis());
            look();
            takeWhole();
        }
    }

    private void look() throws SourceException {
        Map<Path, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, FolderSource::isStill)) {
            for (Path file : listed) {
                BasicFileAttributes attributes = attributes(file);
                if (attributes != null && attributes.isRegularFile()) {
                    Seen before = files.get(file);
                    now.put(file, before == null ? Seen.first(attributes) : before.again(attributes));
                    requireFew(now.size());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new SourceException(cause(), e);
        }
        files = now;
    }

    private void requireFew(int count) throws SourceException {
        if (count > maxFiles) {
            throw new SourceException(folder + " holds more than " + maxFiles
                    + " pictures: move old ones elsewhere, they are kept by this server anyway");
        }
    }

    private String cause() {
        if (!Files.exists(folder)) {
            return folder + " does not exist: make it, or correct the source's folder";
        }
        return Files.isDirectory(folder)
                ? folder + " cannot be read: give this user the right to"
                : folder + " is no folder: correct the source's folder";
    }

    private static boolean isStill(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** What was there before is old, but for what is newer than what is known. */
    private void passOverOld() {
        long newest = intake.newestMillis();
        long limit = newest > 0
                ? newest
                : files.values().stream().mapToLong(Seen::changedMillis).max().orElse(0) - 1;
        files.replaceAll((file, seen) -> seen.changedMillis() <= limit ? seen.whenDone() : seen);
    }

    /** Oldest first. */
    private void takeWhole() {
        List<Map.Entry<Path, Seen>> resting = new ArrayList<>();
        for (Map.Entry<Path, Seen> file : files.entrySet()) {
            if (!file.getValue().done() && file.getValue().unchangedLooks() > 0) {
                resting.add(file);
            }
        }
        resting.sort(Comparator.comparingLong(
                        (Map.Entry<Path, Seen> file) -> file.getValue().changedMillis())
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<Path, Seen> file : resting) {
            if (take(file.getKey(), file.getValue())) {
                file.setValue(file.getValue().whenDone());
            }
        }
    }

    /** Whether the file need not be looked at again until it changes. */
    private boolean take(Path file, Seen seen) {
        try {
            StillContent content = read(file, seen);
            intake.take(content, seen.changedMillis());
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (StillException e) {
            if (e.kind() == StillException.Kind.INCOMPLETE && seen.unchangedLooks() < PATIENCE) {
                return false;
            }
            return refuse(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(file, "cannot be read: " + e.getMessage());
        }
    }

    private StillContent read(Path file, Seen seen) throws IOException, StillException {
        if (seen.bytes() > intake.maxBytes()) {
            throw intake.tooLong(seen.bytes());
        }
        return intake.read(Files.readAllBytes(file), null);
    }

    private boolean refuse(Path file, String why) {
        String text = PrintableText.line(file.getFileName() + ": " + why);
        if (throttle.isDue()) {
            LOG.warn("source {}: {}{}", settings.id(), text, throttle.takeHeldBackText());
        }
        intake.refuse(text);
        return true;
    }
}
