package vigie.http.admission;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client behind a proxy. {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239) are believed only when they come from a proxy that
 * is named in the settings: anybody can send them. Each proxy appends the address it heard from, so the last one that is no named proxy
 * counts. Thread-safe.
 */
public final class ForwardedClient {
    private static final Pattern FOR = Pattern.compile(
            "(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\"\\s]*))\\s*(?=;|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^\\]]*)\\](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?");
    /** No honest chain of proxies is longer. */
    private static final int MOST = 32;

    private final Set<InetAddress> proxies = new HashSet<>();

    /**
     * @param proxies addresses
     */
    public ForwardedClient(List<String> proxies) {
        for (String proxy : proxies) {
            InetAddress address = IpLiteral.parse(proxy);
            if (address == null) {
                throw new IllegalArgumentException(
                        "proxies: " + proxy + " (expected: an address, such as 192.0.2.7 or 2001:db8::7)");
            }
            this.proxies.add(address);
        }
    }

    /** Whether an address is that of a named proxy. */
    public boolean isProxy(InetAddress address) {
        return proxies.contains(address);
    }

    /**
     * Whose request it is.
     *
     * @param peer where the connection comes from
     * @param isThisMachine whether the peer runs on this machine
     * @param forwarded the values of {@code Forwarded}
     * @param forwardedFor the values of {@code X-Forwarded-For}
     */
    public ClientAddress of(
            InetAddress peer, boolean isThisMachine, List<String> forwarded, List<String> forwardedFor) {
        ClientAddress itself = ClientAddress.of(peer, isThisMachine);
        if (!isProxy(peer) || (forwarded.isEmpty() && forwardedFor.isEmpty())) {
            return itself;
        }
        InetAddress one = lastStranger(elements(forwarded), true);
        InetAddress other = lastStranger(elements(forwardedFor), false);
        // A proxy writes one of them. The other may be the client's own invention, and nothing says which.
        boolean contradictory = !forwarded.isEmpty() && !forwardedFor.isEmpty() && (one == null || !one.equals(other));
        InetAddress client = one != null ? one : other;
        return client == null || contradictory ? itself : ClientAddress.of(client, client.isLoopbackAddress());
    }

    /** From the end, the first address that is no named proxy; null when what stands there is no address. */
    private @Nullable InetAddress lastStranger(List<String> elements, boolean isForwarded) {
        for (String element : elements) {
            InetAddress address = isForwarded ? ofForwarded(element) : ofText(element.strip());
            if (address == null || !isProxy(address)) {
                return address;
            }
        }
        return null;
    }

    /** The last first. */
    private static List<String> elements(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            Collections.addAll(elements, value.split(",", -1));
        }
        Collections.reverse(elements);
        return elements.subList(0, Math.min(MOST, elements.size()));
    }

    private static @Nullable InetAddress ofForwarded(String element) {
        Matcher matcher = FOR.matcher(element);
        if (!matcher.find()) {
            return null;
        }
        return ofText(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }

    private static @Nullable InetAddress ofText(String text) {
        InetAddress plain = IpLiteral.parse(text);
        Matcher matcher = WITH_PORT.matcher(text);
        if (plain != null || !matcher.matches()) {
            return plain;
        }
        return IpLiteral.parse(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
}
