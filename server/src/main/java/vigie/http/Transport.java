package vigie.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * How the kernel is spoken to.
 *
 * @param choice which it is; never {@code AUTO}
 * @param handlers makes the I/O handler of an event loop
 * @param serverChannel what listens
 */
record Transport(TransportChoice choice, IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {
    /** Netty asks for it once, when its io_uring is loaded. */
    private static final String POLL_MULTISHOT = "io.netty.iouring.pollAddMultishotEnabled";

    /**
     * The chosen one.
     *
     * @throws BindException when this machine does not have it; says why
     */
    static Transport of(TransportChoice choice) throws BindException {
        if (choice == TransportChoice.AUTO) {
            return detect();
        }
        Throwable missing = whyMissing(choice);
        if (missing != null) {
            throw BindException.of(choice, missing);
        }
        return switch (choice) {
            case IO_URING -> new Transport(choice, IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
            case EPOLL -> new Transport(choice, EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
            default -> new Transport(TransportChoice.NIO, NioIoHandler.newFactory(), NioServerSocketChannel.class);
        };
    }

    /** Why this machine does not have it, or null when it has. */
    static @Nullable Throwable whyMissing(TransportChoice choice) {
        return switch (choice) {
            case IO_URING -> ioUringMissing();
            case EPOLL -> Epoll.unavailabilityCause();
            case AUTO, NIO -> null;
        };
    }

    private static Transport detect() throws BindException {
        for (TransportChoice choice : new TransportChoice[] {TransportChoice.IO_URING, TransportChoice.EPOLL}) {
            if (whyMissing(choice) == null) {
                return of(choice);
            }
        }
        return of(TransportChoice.NIO);
    }

    private static @Nullable Throwable ioUringMissing() {
        if (System.getProperty(POLL_MULTISHOT) == null) {
            System.setProperty(POLL_MULTISHOT, "false");
        }
        return IoUring.unavailabilityCause();
    }
}
