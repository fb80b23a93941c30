package vigie.source.camera;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import vigie.work.SecretAddress;

/** Where stills come from. */
public sealed interface StillOrigin {
    /** Files in a folder. */
    record Folder(Path folder) implements StillOrigin {}

    /** A camera's address that answers with its picture of now. */
    record Url(URI url) implements StillOrigin {
        public Url {
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException("url: " + new SecretAddress(url)
                        + " (expected: an address such as http://camera.local/snapshot.jpg)");
            }
        }

        /** The address, for whoever shows it. */
        SecretAddress address() {
            return new SecretAddress(url);
        }

        /** To be shown, without what may be a secret. */
        String shown() {
            return address().shown();
        }

        @Override
        public String toString() {
            return "Url[url=" + shown() + "]";
        }
    }

    /** Whoever sends them. */
    record Posted() implements StillOrigin {}

    /** A thermal camera that is not there. */
    record Simulated(long seed) implements StillOrigin {}
}
