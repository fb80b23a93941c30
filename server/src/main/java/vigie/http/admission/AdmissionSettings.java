package vigie.http.admission;

import java.util.List;

/**
 * Who gets in.
 *
 * @param hosts names besides this machine's own to which the server answers; {@code *} stands for one part of a name
 * @param proxies addresses of proxies whose word about their clients is believed
 * @param maxShare how much of all sessions and connections one address may have, in percent; 0 for a quarter, and then programs on this
 *     machine may have all
 * @param connectionsPerSecond how many connections one address may open a second; 0 for the default, and then programs on this machine may
 *     open as many as they like
 */
public record AdmissionSettings(List<String> hosts, List<String> proxies, int maxShare, int connectionsPerSecond) {
    static final int DEFAULT_SHARE = 25;
    static final int DEFAULT_CONNECTIONS_PER_SECOND = 200;
    /** A page opens a few at once, many people behind one address as many at a time. */
    static final int BURST_SECONDS = 2;

    /** No other names, no proxies, a quarter, 200 a second. */
    public static final AdmissionSettings DEFAULT = new AdmissionSettings(List.of(), List.of(), 0, 0);

    public AdmissionSettings {
        hosts = List.copyOf(hosts);
        proxies = List.copyOf(proxies);
        hosts.forEach(AdmissionSettings::requireName);
        new ForwardedClient(proxies);
        requireRange("max-share", maxShare, 100);
        requireRange("connections-per-second", connectionsPerSecond, 1_000_000);
    }

    private static void requireName(String host) {
        if (!HostRule.canBeListed(host)) {
            throw new IllegalArgumentException("hosts: " + host
                    + " (expected: a name without a port, such as vigie.example.org or *.example.org)");
        }
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + most + ")");
        }
    }
}
