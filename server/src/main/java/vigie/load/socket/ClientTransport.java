package vigie.load.socket;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * How the kernel is spoken to.
 *
 * @param name as reported
 * @param handlers makes the I/O handler of an event loop
 * @param channel a connection
 */
public record ClientTransport(String name, IoHandlerFactory handlers, Class<? extends SocketChannel> channel) {
    public static ClientTransport detect() {
        if (Epoll.isAvailable()) {
            return new ClientTransport("epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class);
        }
        return new ClientTransport("nio", NioIoHandler.newFactory(), NioSocketChannel.class);
    }
}
