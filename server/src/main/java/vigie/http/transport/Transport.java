package vigie.http.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.http.settings.BindException;
import vigie.http.settings.TransportChoice;

/**
 * How the kernel is spoken to.
 *
 * <p>{@code AUTO} is io_uring where the machine has it, else epoll, else the JDK's own. io_uring hands over the writes of a tick
 * together; whether that is cheaper than epoll depends on the machine: {@code bench/compare} tells.
 *
 * @param choice which it is; never {@code AUTO}
 * @param handlers makes the I/O handler of an event loop
 * @param serverChannel what listens
 */
public record Transport(
        TransportChoice choice, IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {
    /**
     * Off: each read then asks anew whether something is there. With it, a channel relies on being told of every
     * arrival once, and Netty 4.2.18 forgets one that meets a cancelled read. Netty asks for this property once,
     * when its io_uring is loaded. A browser sends so little that the saving would be none.
     */
    private static final String POLL_MULTISHOT = "io.netty.iouring.pollAddMultishotEnabled";

    private static final List<TransportChoice> BEST_FIRST =
            List.of(TransportChoice.IO_URING, TransportChoice.EPOLL, TransportChoice.NIO);

    private static final int SUBMISSIONS = 1024;
    /** A power of two; 16 bytes each. */
    private static final int COMPLETIONS = 16_384;

    /**
     * The chosen one, or those that {@code AUTO} tries one after the other.
     *
     * @throws BindException when this machine does not have it; says why
     */
    static List<Transport> of(TransportChoice choice) throws BindException {
        if (choice != TransportChoice.AUTO) {
            return List.of(one(choice));
        }
        List<Transport> best = new ArrayList<>();
        for (TransportChoice known : BEST_FIRST) {
            if (whyMissing(known) == null) {
                best.add(one(known));
            }
        }
        return best;
    }

    private static Transport one(TransportChoice choice) throws BindException {
        Throwable missing = whyMissing(choice);
        if (missing != null) {
            throw BindException.of(choice, missing);
        }
        return switch (choice) {
            case IO_URING ->
                new Transport(choice, IoUringIoHandler.newFactory(rings()), IoUringServerSocketChannel.class);
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

    /** One event loop may write to all sessions in one tick: room to hand over many at once, and for all their results. */
    private static IoUringIoHandlerConfig rings() {
        return new IoUringIoHandlerConfig().setRingSize(SUBMISSIONS).setCqSize(COMPLETIONS);
    }

    private static @Nullable Throwable ioUringMissing() {
        if (System.getProperty(POLL_MULTISHOT) == null) {
            System.setProperty(POLL_MULTISHOT, "false");
        }
        return IoUring.unavailabilityCause();
    }
}
