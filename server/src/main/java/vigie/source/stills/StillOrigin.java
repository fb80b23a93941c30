package vigie.source.stills;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Where stills come from. */
public sealed interface StillOrigin {
    /** Files in a folder. */
    record Folder(Path folder) implements StillOrigin {}

    /** A camera's address that answers with its picture of now. */
    record Url(URI url) implements StillOrigin {
        public Url {
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException("url: " + withoutPassword(url)
                        + " (expected: an address such as http://camera.local/snapshot.jpg)");
            }
        }

        /** To be shown. */
        String shown() {
            return withoutPassword(url);
        }

        private static String withoutPassword(URI url) {
            String user = url.getRawUserInfo();
            return user == null ? url.toString() : url.toString().replace("//" + user + "@", "//");
        }
    }

    /** Whoever sends them. */
    record Posted() implements StillOrigin {}

    /** A thermal camera that is not there. */
    record Simulated(long seed) implements StillOrigin {}
}
