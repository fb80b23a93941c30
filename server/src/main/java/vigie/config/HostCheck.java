package vigie.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Checks a host name or address to listen on. A name is looked up, an address is not. */
final class HostCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern ADDRESS_6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?");
    private static final String EXPECTED =
            " (expected: a host name or address of this machine, such as 127.0.0.1 or 0.0.0.0)";

    private HostCheck() {}

    /**
     * The host itself.
     *
     * @throws IllegalArgumentException when it can be none, or nobody knows it
     */
    static String host(String name, String host) {
        boolean six = host.indexOf(':') >= 0;
        if (!(six ? ADDRESS_6 : NAME).matcher(host).matches()) {
            throw new IllegalArgumentException(name + ": " + host + EXPECTED);
        }
        try {
            var unused = InetAddress.getByName(host);
            return host;
        } catch (UnknownHostException e) {
            String what = six ? "" : ": unknown host";
            throw new IllegalArgumentException(name + ": " + host + what + EXPECTED, e);
        }
    }
}
