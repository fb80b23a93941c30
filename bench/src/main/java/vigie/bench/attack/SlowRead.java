package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request, and reads its answer a few bytes at a time.
 *
 * @param request the whole request
 */
record SlowRead(String request) implements SocketScript {
    private static final long BETWEEN_READS_MILLIS = 500;

    @Override
    public void opened(Channel channel) {
        var unused = channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
        var reads =
                channel.eventLoop().scheduleAtFixedRate(channel::read, 0, BETWEEN_READS_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> reads.cancel(false));
    }
}
