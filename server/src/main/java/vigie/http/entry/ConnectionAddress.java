package vigie.http.entry;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import vigie.http.admission.ClientAddress;
import vigie.http.admission.ForwardedClient;

/** Whose connection it is, as an attribute of the channel. A proxy's connection is that of the client whose request came last. */
public final class ConnectionAddress {
    private static final AttributeKey<ClientAddress> KEY = AttributeKey.valueOf(ConnectionAddress.class, "client");

    private ConnectionAddress() {}

    /** The client; where nothing is set, the other end of the connection. */
    public static ClientAddress of(Channel channel) {
        ClientAddress set = channel.attr(KEY).get();
        return set == null ? ofPeer(channel) : set;
    }

    public static void set(Channel channel, ClientAddress client) {
        channel.attr(KEY).set(client);
    }

    /** When the other end is a named proxy, the client is the one that the proxy names. */
    static void setForwarded(Channel channel, ForwardedClient rule, HttpHeaders headers) {
        if (isProxy(channel, rule) && channel.remoteAddress() instanceof InetSocketAddress remote) {
            set(
                    channel,
                    rule.of(
                            remote.getAddress(),
                            ofPeer(channel).isThisMachine(),
                            headers.getAll("forwarded"),
                            headers.getAll("x-forwarded-for")));
        }
    }

    /** Whether the other end is a named proxy. */
    public static boolean isProxy(Channel channel, ForwardedClient rule) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && rule.isProxy(remote.getAddress());
    }

    /** The other end of the connection. */
    public static ClientAddress ofPeer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                        && channel.localAddress() instanceof InetSocketAddress local
                ? ClientAddress.of(remote.getAddress(), local.getAddress())
                : ClientAddress.UNKNOWN;
    }
}
