package vigie.http.admission;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses that are written as such: four decimal numbers, or IPv6. Resolves no names. Short and octal forms, such as {@code 127.1}
 * or {@code 2130706433}, are none: programs disagree about them.
 */
final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpLiteral() {}

    static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    /** Without brackets and without a zone. */
    static boolean isV6(String text) {
        return V6.matcher(text).matches() && text.indexOf(':') >= 0 && NetUtil.isValidIpV6Address(text);
    }

    /** The address, or null when the text is none. */
    static @Nullable InetAddress parse(String text) {
        if (!isV4(text) && !isV6(text)) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
