package vigie.http.admission;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names this server answers to. A page of the web whose name is made to point here (DNS rebinding) asks with that name in {@code
 * Host}. It is neither {@code localhost}, nor an address, nor a name of this machine, nor one that is listed.
 *
 * <p>Thread-safe.
 */
public final class HostRule {
    /** What may follow a host: nothing, or a port. */
    private static final Pattern PORT = Pattern.compile("(:[0-9]{0,5})?");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?");
    private static final Pattern LISTED = Pattern.compile("([a-z0-9_-]+|\\*)(\\.([a-z0-9_-]+|\\*))*\\.?");
    private static final int MAX_NAME = 255;

    private final OwnNames own;
    private final List<Pattern> listed;

    /**
     * @param own the names of this machine
     * @param listed names besides; in each {@code *} stands for one part between dots
     */
    public HostRule(OwnNames own, Collection<String> listed) {
        this.own = own;
        this.listed = listed.stream().map(HostRule::pattern).toList();
    }

    /** Whether this server answers to what a request says as {@code Host}, with or without a port. */
    public boolean permits(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int end = lower.indexOf(']');
            return end > 0
                    && IpLiteral.isV6(lower.substring(1, end))
                    && PORT.matcher(lower.substring(end + 1)).matches();
        }
        int colon = lower.indexOf(':');
        String name = colon < 0 ? lower : lower.substring(0, colon);
        return (colon < 0 || PORT.matcher(lower.substring(colon)).matches()) && permitsName(name);
    }

    private boolean permitsName(String name) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return false;
        }
        String plain = withoutDot(name);
        if (plain.equals("localhost") || plain.endsWith(".localhost") || IpLiteral.isV4(plain)) {
            return true;
        }
        Set<String> names = own.now();
        return names.contains(plain)
                || listed.stream().anyMatch(each -> each.matcher(plain).matches());
    }

    /** Whether this can be listed: a name, perhaps with {@code *} for parts of it, without a port. */
    public static boolean canBeListed(String name) {
        return LISTED.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static Pattern pattern(String listed) {
        String plain = withoutDot(listed.toLowerCase(Locale.ROOT));
        return Pattern.compile(plain.replace(".", "\\.").replace("*", "[^.]+"));
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
