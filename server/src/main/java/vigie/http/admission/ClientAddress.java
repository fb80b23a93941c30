package vigie.http.admission;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a client comes from.
 *
 * @param text the address, for people
 * @param key what its share is counted by: an IPv4 address, or the first half of an IPv6 address, since one client has the other half for
 *     itself
 * @param isThisMachine whether it is a program on this machine
 */
public record ClientAddress(String text, String key, boolean isThisMachine) {
    private static final int NETWORK_BYTES = 8;

    /** Of a connection that has no address of the Internet. */
    public static final ClientAddress UNKNOWN = new ClientAddress("unknown", "unknown", true);

    /**
     * The address of a connection.
     *
     * @param remote where it comes from
     * @param local the address of this machine to which it was made
     */
    public static ClientAddress of(InetAddress remote, InetAddress local) {
        return of(remote, remote.isLoopbackAddress() || remote.equals(local));
    }

    static ClientAddress of(InetAddress address, boolean isThisMachine) {
        String text = address.getHostAddress();
        String key = address instanceof Inet4Address
                ? text
                : HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64";
        return new ClientAddress(text, key, isThisMachine);
    }
}
