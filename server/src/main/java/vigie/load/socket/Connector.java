package vigie.load.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens connections. On the event loop. */
public final class Connector {
    /** A connection has so many source ports per address at most (Linux: 28 232 by default); leave some to others. */
    static final int PER_SOURCE_ADDRESS = 20_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The smallest that the kernel grants is a little more: what a stopped reader does not take must wait at the server. */
    private static final int SLOW_RECEIVE_BYTES = 4096;

    private static final int READ_BYTES = 16 * 1024;

    private final Bootstrap bootstrap;
    private final InetSocketAddress server;
    private final ClientTransport transport;

    public Connector(EventLoopGroup loops, ClientTransport transport, InetSocketAddress server) {
        this.server = server;
        this.transport = transport;
        bootstrap = new Bootstrap()
                .group(loops)
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) TIMEOUT.toMillis())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES));
    }

    public ClientTransport transport() {
        return transport;
    }

    public InetSocketAddress server() {
        return server;
    }

    /**
     * Opens a connection for this WebSocket, which is told of success and failure.
     *
     * @param source the address to come from, or null for the one the kernel chooses
     * @param slow whether the kernel is to keep little for it
     */
    public void connect(LoadSocket socket, @Nullable InetSocketAddress source, boolean slow) {
        Bootstrap one = bootstrap.clone().handler(socket);
        if (slow) {
            one.option(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BYTES);
        }
        ChannelFuture connected = source == null ? one.connect(server) : one.connect(server, source);
        connected.addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                socket.notConnected(cause);
            }
        });
    }

    /**
     * Where the session of this number comes from: beyond what one address has ports for, 127.0.0.2 and so on.
     *
     * @param clients how many there will be
     */
    public static @Nullable InetSocketAddress sourceOf(int number, int clients, InetSocketAddress server) {
        boolean loopback = server.getAddress() instanceof Inet4Address ip && ip.isLoopbackAddress();
        return loopback && clients > PER_SOURCE_ADDRESS
                ? new InetSocketAddress("127.0.0." + (1 + number / PER_SOURCE_ADDRESS), 0)
                : null;
    }
}
