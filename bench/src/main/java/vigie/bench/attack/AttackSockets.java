package vigie.bench.attack;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An attacker's connections, on two event loops. They come from the loopback addresses 127.0.0.2 and up, so that limits for one address
 * do not hit the watcher, which comes from 127.0.0.1. Thread-safe.
 */
final class AttackSockets implements AutoCloseable {
    /** The limit of connections that are being opened: more would overflow the server's backlog. */
    private static final int CONNECTING = 256;

    private static final int FIRST_ADDRESS = 2;
    private static final int MAX_FRAME = 64 * 1024 * 1024;
    private static final int MAX_REFUSAL = 64 * 1024;
    /** A receive buffer that fills at once, and how much a slow reader takes at a time. */
    private static final int SMALL_BUFFER = 4 * 1024;

    private static final int SMALL_READ = 256;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Semaphore connecting = new Semaphore(CONNECTING);
    private final AtomicInteger opened = new AtomicInteger();
    private final URI server;
    private final int addresses;
    private final AttackCounts counts;

    /**
     * @param addresses from how many addresses the connections come, in turn
     */
    AttackSockets(URI server, int addresses, AttackCounts counts) {
        this.server = server;
        this.addresses = addresses;
        this.counts = counts;
    }

    /** Opens a connection that sends what its script says, and reads what comes. Waits while many others are being opened. */
    void plain(SocketScript script) throws InterruptedException {
        connect(new Bootstrap(), channel -> channel.pipeline().addLast(new PlainSocketHandler(script, counts)));
    }

    /** The same, but it reads nothing until the script asks for it, and then little. */
    void silent(SocketScript script) throws InterruptedException {
        Bootstrap small = new Bootstrap()
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_RCVBUF, SMALL_BUFFER)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(SMALL_READ).maxMessagesPerRead(1));
        connect(small, channel -> channel.pipeline().addLast(new PlainSocketHandler(script, counts)));
    }

    /** Opens a WebSocket that reads what comes; the channel closes also when that fails. */
    Channel webSocket(String target, SocketScript script) throws InterruptedException {
        return webSocket(target, "", script);
    }

    /**
     * The same with an extension.
     *
     * @param extension what {@code Sec-WebSocket-Extensions} offers; nothing when empty
     */
    Channel webSocket(String target, String extension, SocketScript script) throws InterruptedException {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (!extension.isEmpty()) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extension);
        }
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://" + server.getAuthority() + target))
                .version(WebSocketVersion.V13)
                .allowExtensions(!extension.isEmpty())
                .customHeaders(headers)
                .maxFramePayloadLength(MAX_FRAME)
                .handleCloseFrames(false)
                .handshakeTimeoutMillis(TimeUnit.SECONDS.toMillis(20))
                .build();
        return connect(new Bootstrap(), channel -> channel.pipeline()
                .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(MAX_REFUSAL),
                        new WebSocketClientProtocolHandler(config),
                        new WebSocketScriptHandler(script, counts)));
    }

    /** The head of a {@code GET} without its empty line. */
    String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n";
    }

    /** A whole request for a WebSocket. */
    String upgrade(String target) {
        return get(target) + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    /** Closes all connections. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel connect(Bootstrap bootstrap, ChannelSetup setup) throws InterruptedException {
        connecting.acquire();
        int address = FIRST_ADDRESS + opened.getAndIncrement() % addresses;
        ChannelFuture connected = bootstrap
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Duration.ofSeconds(5).toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        setup.prepare(channel);
                    }
                })
                .connect(
                        new InetSocketAddress(server.getHost(), server.getPort()),
                        new InetSocketAddress("127.0.0." + address, 0));
        connected.addListener(done -> {
            connecting.release();
            counts.count(done.isSuccess() ? "connected" : "not connected");
        });
        return connected.channel();
    }

    /** Adds the handlers of a new connection. */
    private interface ChannelSetup {
        void prepare(Channel channel);
    }
}
