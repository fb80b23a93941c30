package vigie.http.transport;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.http.settings.BindException;
import vigie.http.settings.TransportChoice;

/** The event loops of the server. One accepts, so that it goes on while the others are busy; up to four write. */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the acceptor to end.
public record EventLoops(
        Transport transport, MultiThreadIoEventLoopGroup acceptor, MultiThreadIoEventLoopGroup writers) {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
    private static final int MAX_WRITERS = 4;

    /** By the first transport that gets what it needs: io_uring may be there and yet get no memory. */
    public static EventLoops open(TransportChoice choice) throws BindException {
        List<Transport> transports = Transport.of(choice);
        for (Transport transport : transports.subList(0, transports.size() - 1)) {
            try {
                return open(transport);
            } catch (IllegalStateException e) {
                LOG.debug("{} is there, but does not work", transport.choice().word(), e);
            }
        }
        Transport last = transports.get(transports.size() - 1);
        try {
            return open(last);
        } catch (IllegalStateException e) {
            throw BindException.of(last.choice(), e);
        }
    }

    private static EventLoops open(Transport transport) {
        var acceptor =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("http-accept", true), transport.handlers());
        try {
            int writers = Math.min(MAX_WRITERS, Runtime.getRuntime().availableProcessors());
            return new EventLoops(
                    transport,
                    acceptor,
                    new MultiThreadIoEventLoopGroup(
                            writers, new DefaultThreadFactory("http-write", true), transport.handlers()));
        } catch (IllegalStateException e) {
            acceptor.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
            throw e;
        }
    }

    public void close() {
        acceptor.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
        writers.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(800);
    }
}
