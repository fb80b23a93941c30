package vigie.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.http.RawSocket;
import vigie.http.settings.TransportChoice;
import vigie.http.websocket.FailureKind;

/** Memory runs out at a read: the event loop goes on. */
class ReadBuffersTest {
    private final ShortOfMemory memory = new ShortOfMemory();

    static Stream<TransportChoice> available() {
        return TransportTest.available().filter(choice -> choice != TransportChoice.AUTO);
    }

    @ParameterizedTest
    @MethodSource("available")
    void noMemoryForReads_theyGoOnInSpareBuffers(TransportChoice choice) throws Exception {
        Transport transport = Transport.of(choice).get(0);
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        try {
            Channel listening = listen(transport, loop);
            int port = ((InetSocketAddress) listening.localAddress()).getPort();
            try (RawSocket longOpen = new RawSocket(port);
                    RawSocket first = new RawSocket(port)) {
                assertEchoes(longOpen);
                assertEchoes(first);
                memory.isShort = true;
                for (int i = 0; i < 100; i++) {
                    assertEchoes(longOpen);
                    assertEchoes(first);
                    try (RawSocket second = new RawSocket(port)) {
                        assertEchoes(second);
                    }
                }
                memory.isShort = false;
                try (RawSocket third = new RawSocket(port)) {
                    assertEchoes(third);
                    assertEchoes(longOpen);
                }
            }
        } finally {
            loop.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }

    @Test
    void spareBuffers_comeBack_andWithoutOneThereIsAnExceptionInPlaceOfAnError() {
        var handle = new ReadBuffers(16, 2).newHandle();
        memory.isShort = true;
        for (int round = 0; round < 3; round++) {
            ByteBuf first = handle.allocate(memory);
            ByteBuf second = handle.allocate(memory);
            assertThatThrownBy(() -> handle.allocate(memory)).isInstanceOf(ReadBuffers.NoReadBufferException.class);
            first.writeLong(1);
            assertThat(second.writableBytes()).isGreaterThan(8);
            first.release();
            second.release();
        }
    }

    private Channel listen(Transport transport, MultiThreadIoEventLoopGroup loop) {
        return new ServerBootstrap()
                .group(loop)
                .channel(transport.serverChannel())
                .childOption(ChannelOption.ALLOCATOR, memory)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers(16, 8))
                .childHandler(new Echo())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static void assertEchoes(RawSocket socket) throws Exception {
        socket.send("hello");
        assertThat(socket.in.readNBytes(5)).asString().isEqualTo("hello");
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var unused = ctx.writeAndFlush(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            assertThat(FailureKind.of(cause)).isNotEqualTo(FailureKind.SERVER_FAULT);
            var unused = ctx.close();
        }
    }

    /** Has no memory for reads while it is short of it. */
    private static final class ShortOfMemory extends AbstractByteBufAllocator {
        volatile boolean isShort;

        @Override
        protected ByteBuf newHeapBuffer(int capacity, int most) {
            return newDirectBuffer(capacity, most);
        }

        @Override
        protected ByteBuf newDirectBuffer(int capacity, int most) {
            if (isShort) {
                throw new OutOfMemoryError("as the test wants it");
            }
            return UnpooledByteBufAllocator.DEFAULT.directBuffer(capacity, most);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }
}
