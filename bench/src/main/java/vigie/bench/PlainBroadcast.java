package vigie.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The server anyone would write first with Netty: its standard handlers, its defaults, one
 * {@code ChannelGroup.writeAndFlush(new TextWebSocketFrame(text))} per tick. Speaks as much of {@code /live} as a client needs
 * that only reads. Arguments: {@code epoll} or {@code io_uring}, and ticks per second. Prints its URL; ends with its process.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it, and the ticks go on for good.
final class PlainBroadcast {
    private static final int READINGS = 20;
    private static final int REQUEST_BYTES = 65_536;

    private final ChannelGroup viewers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final long hertz;
    /** Written by the ticking thread. */
    private volatile long seq;

    private PlainBroadcast(long hertz) {
        this.hertz = hertz;
    }

    public static void main(String[] args) throws InterruptedException {
        boolean ring = args[0].equals("io_uring");
        new PlainBroadcast(Long.parseLong(args[1]))
                .serve(
                        ring ? IoUringIoHandler.newFactory() : EpollIoHandler.newFactory(),
                        ring ? IoUringServerSocketChannel.class : EpollServerSocketChannel.class);
    }

    private void serve(IoHandlerFactory io, Class<? extends ServerChannel> type) throws InterruptedException {
        Channel listening = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, io), new MultiThreadIoEventLoopGroup(io))
                .channel(type)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES))
                                .addLast(new WebSocketServerProtocolHandler("/live", "vigie.v1.json"))
                                .addLast(new Welcoming());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        long period = TimeUnit.SECONDS.toNanos(1) / hertz;
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
        System.out.println("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
    }

    private void tick() {
        long number = seq + 1;
        seq = number;
        viewers.writeAndFlush(new TextWebSocketFrame(update(number, System.currentTimeMillis())));
    }

    private static String update(long number, long epochMillis) {
        StringBuilder text = new StringBuilder(1_200)
                .append("{\"type\":\"update\",\"seq\":")
                .append(number)
                .append(",\"time\":")
                .append(epochMillis)
                .append(",\"readings\":[");
        for (int i = 1; i <= READINGS; i++) {
            text.append(i > 1 ? "," : "")
                    .append("[\"")
                    .append(Contenders.SOURCE)
                    .append("/c")
                    .append(i)
                    .append("\",")
                    .append(epochMillis)
                    .append(',')
                    .append((4000 + 100 * ((number + i) % 20) + 1 + (number * 7 + i * 13L) % 98) / 100.0)
                    .append(']');
        }
        return text.append("]}").toString();
    }

    private String welcome() {
        return "{\"type\":\"welcome\",\"protocol\":\"vigie.v1\",\"server\":\"plain Netty\",\"epoch\":\"00000000\",\"seq\":"
                + seq
                + ",\"time\":" + System.currentTimeMillis() + ",\"tick\":" + 1000 / hertz
                + ",\"sensors\":[],\"sources\":[]}";
    }

    /** Greets who comes, and lets the rest be. */
    private final class Welcoming extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof HandshakeComplete) {
                ctx.writeAndFlush(new TextWebSocketFrame(welcome()));
                viewers.add(ctx.channel());
            }
        }
    }
}
