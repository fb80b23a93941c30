package vigie.http.admission;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of this machine, in lower case: its host name, in full and up to the first dot, its name in the domain, and each with {@code
 * .local} (multicast DNS). Thread-safe.
 */
public final class OwnNames {
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private volatile Set<String> names;

    private OwnNames(Set<String> names) {
        this.names = names;
    }

    /** These names and what follows from them. */
    public static OwnNames of(String... given) {
        Set<String> all = new HashSet<>();
        for (String name : given) {
            all.addAll(variants(name));
        }
        return new OwnNames(Set.copyOf(all));
    }

    /** Those of this machine. Its name in the domain comes later: a name server that does not answer must not delay the start. */
    public static OwnNames ofThisMachine() {
        String name = hostName();
        if (name == null) {
            return of();
        }
        OwnNames own = of(name);
        Thread asking = new Thread(() -> own.addDomainName(name), "own-names");
        asking.setDaemon(true);
        asking.start();
        return own;
    }

    /** These and one more. An address is no name. */
    public OwnNames and(String name) {
        if (IpLiteral.parse(name) == null) {
            add(name);
        }
        return this;
    }

    /** The names known so far. */
    Set<String> now() {
        return names;
    }

    private static @Nullable String hostName() {
        try {
            if (Files.isReadable(KERNEL_NAME)) {
                return Files.readString(KERNEL_NAME).strip();
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return null;
        }
    }

    /** A name server of a strange network may claim any name for this machine: only one that begins with its own is believed. */
    private void addDomainName(String name) {
        try {
            String full = InetAddress.getByName(name).getCanonicalHostName().toLowerCase(Locale.ROOT);
            if (full.startsWith(firstPart(name.toLowerCase(Locale.ROOT)) + ".")) {
                add(full);
            }
        } catch (UnknownHostException e) {
            // The machine has no name in the domain.
        }
    }

    private synchronized void add(String name) {
        Set<String> more = new HashSet<>(names);
        more.addAll(variants(name));
        names = Set.copyOf(more);
    }

    private static Set<String> variants(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.isBlank()) {
            return Set.of();
        }
        String first = firstPart(lower);
        Set<String> all = new HashSet<>(Set.of(lower, first + ".local"));
        all.add(first);
        return all;
    }

    private static String firstPart(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
