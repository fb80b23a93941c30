package vigie.http.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files under {@code META-INF/resources} on the class path: the page, and the libraries beside it. Each is read and
 * compressed once. Thread-safe.
 */
public final class StaticFiles {
    private static final String ROOT = "META-INF/resources";
    private static final String WEBJARS = "/webjars/";
    /** Names that begin with a letter, digit, dash or underscore: no dots alone, no escapes, no empty names. */
    private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private static final int MAX_PATH = 256;
    /** Where libraries keep what browsers load. */
    private static final String[] FOLDERS = {"", "code/", "dist/"};

    private final Map<String, StaticFile> cached = new ConcurrentHashMap<>();
    private final Properties versions = versions();

    /** Whether a file may be served under this path. */
    static boolean isSafe(String path) {
        return path.length() <= MAX_PATH && SAFE.matcher(path).matches() && StaticFile.typeOf(path) != null;
    }

    /** The file if it was read before. */
    @Nullable
    StaticFile cached(String path) {
        return cached.get(path);
    }

    /**
     * The file, or null when there is none. May block: not for event loops.
     *
     * @param path a safe path
     */
    @Nullable
    StaticFile read(String path) {
        StaticFile file = load(path, path.startsWith(WEBJARS));
        if (file == null && path.startsWith(WEBJARS)) {
            file = loadVersionless(path.substring(WEBJARS.length()));
        }
        if (file != null) {
            cached.put(path, file);
        }
        return file;
    }

    /** {@code highcharts/highcharts.js} is the file of the one version there is, so pages never name versions. */
    private @Nullable StaticFile loadVersionless(String path) {
        int slash = path.indexOf('/');
        String version = slash < 0 ? null : versions.getProperty(path.substring(0, slash));
        if (version == null) {
            return null;
        }
        for (String folder : FOLDERS) {
            StaticFile file = load(
                    WEBJARS + path.substring(0, slash + 1) + version + "/" + folder + path.substring(slash + 1), false);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    private static @Nullable StaticFile load(String path, boolean immutable) {
        String type = StaticFile.typeOf(path);
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            return in == null || type == null ? null : new StaticFile(in.readAllBytes(), type, immutable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = StaticFiles.class.getResourceAsStream("/vigie/webjars.properties")) {
            if (in != null) {
                versions.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
