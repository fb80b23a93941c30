package vigie.live.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandler;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of whole frames to one connection. Nearly always the kernel takes a frame at once, and then the channel's own queue
 * (an entry, a promise, a flush for each frame) is most of what a session costs besides the system call. So where the
 * socket is one that never blocks, and nothing waits in the queue, a frame goes straight into it; what the kernel does not take
 * goes into the queue, which waits until it does.
 *
 * <p>A handler between the WebSocket encoder and the socket that has a part in writing, such as that of TLS, must see every byte: then
 * all frames go through the pipeline.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class FrameOutlet {
    /** Whether a class of handlers has a part in writing. */
    private static final ClassValue<Boolean> WRITES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> handler) {
            return overridesAny(handler, "write", "flush");
        }
    };

    private final Channel channel;
    /** Past the WebSocket encoder: these bytes are encoded already. */
    private final ChannelHandlerContext encoded;
    /** The socket if it never blocks: those of io_uring do, and the JDK's own is not to be had. */
    private final @Nullable Socket socket;

    public FrameOutlet(ChannelHandlerContext ctx) {
        ChannelHandlerContext encoder = ctx.pipeline().context(WebSocketFrameEncoder.class);
        this.channel = ctx.channel();
        this.encoded = encoder == null ? ctx : encoder;
        this.socket = channel instanceof EpollSocketChannel epoll
                        && epoll.fd() instanceof Socket open
                        && isSocketNext(encoded)
                ? open
                : null;
    }

    /** Whether what this handler writes reaches the socket as it is: no handler before it has a part in writing. */
    static boolean isSocketNext(ChannelHandlerContext encoder) {
        for (Map.Entry<String, ChannelHandler> entry : encoder.pipeline()) {
            if (entry.getValue() == encoder.handler()) {
                return true;
            }
            if (entry.getValue() instanceof ChannelOutboundHandler
                    && WRITES.get(entry.getValue().getClass())) {
                return false;
            }
        }
        return false;
    }

    /** Netty's two adapters pass on what a handler does not override. */
    private static boolean overridesAny(Class<?> handler, String... methods) {
        return Arrays.stream(handler.getMethods())
                .filter(method -> List.of(methods).contains(method.getName()))
                .map(Method::getDeclaringClass)
                .anyMatch(home -> home != ChannelDuplexHandler.class && home != ChannelOutboundHandlerAdapter.class);
    }

    /** Makes whole frames and writes them. */
    public void write(FrameWriter writer, BiConsumer<FrameWriter, ByteBuf> content) {
        ByteBuf frames = channel.alloc().directBuffer();
        try {
            content.accept(writer, frames);
            write(frames);
        } finally {
            frames.release();
        }
    }

    /** Writes whole frames, one, several or none, which stay the caller's. */
    public void write(ByteBuf frames) {
        if (!frames.isReadable()) {
            return;
        }
        int taken = socket == null ? 0 : writeNow(socket, frames);
        if (taken < frames.readableBytes()) {
            ByteBuf rest = taken == 0
                    ? frames.retainedDuplicate()
                    : frames.retainedSlice(frames.readerIndex() + taken, frames.readableBytes() - taken);
            encoded.writeAndFlush(rest, channel.voidPromise());
        }
    }

    /** The same for what may be much, and calls back when the kernel has all of it: perhaps at once, never when it fails. */
    public void write(ByteBuf frames, Runnable taken) {
        int now = socket == null ? 0 : writeNow(socket, frames);
        if (now == frames.readableBytes()) {
            taken.run();
            return;
        }
        ByteBuf rest = frames.retainedSlice(frames.readerIndex() + now, frames.readableBytes() - now);
        encoded.writeAndFlush(rest).addListener(sent -> {
            if (sent.isSuccess()) {
                taken.run();
            }
        });
    }

    /** How many bytes the kernel took; none when others wait before them. A socket that fails is left to the channel to find out. */
    private int writeNow(Socket open, ByteBuf frames) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() > 0 || !frames.hasMemoryAddress()) {
            return 0;
        }
        try {
            // send(2), not write(2): that way through the kernel costs a twelfth of all more.
            return open.sendAddress(frames.memoryAddress(), frames.readerIndex(), frames.writerIndex());
        } catch (IOException e) {
            return 0;
        }
    }
}
