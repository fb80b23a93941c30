package vigie.bench.attack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends something on a connection again and again, until it closes. */
final class RepeatedSend {
    private RepeatedSend() {}

    /** Begins after that time. */
    static void every(long millis, Channel channel, Supplier<ByteBuf> bytes) {
        var sending = channel.eventLoop()
                .scheduleAtFixedRate(
                        () -> {
                            var unused = channel.writeAndFlush(bytes.get());
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> sending.cancel(false));
    }

    /** The same with one byte. */
    static void byteEvery(long millis, Channel channel, char one) {
        every(millis, channel, () -> Unpooled.wrappedBuffer(new byte[] {(byte) one}));
    }
}
