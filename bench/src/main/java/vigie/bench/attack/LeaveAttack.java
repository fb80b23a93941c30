package vigie.bench.attack;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;

/** Clients that leave within a message of several fragments: half of them close, half reset. */
final class LeaveAttack implements Attack {
    private static final int CLIENTS = 500;
    private static final byte[] PIECE = "{\"type\":".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void run(AttackContext context) throws InterruptedException {
        int clients = context.scaled(CLIENTS);
        for (int i = 0; i < clients && context.mayOpen(); i++) {
            boolean reset = i % 2 == 0;
            context.sockets().webSocket("/live?sensors=none", channel -> leave(channel, reset));
        }
        context.hold(1);
    }

    private static void leave(Channel channel, boolean reset) {
        channel.writeAndFlush(MaskedFrames.firstFragment(PIECE)).addListener(sent -> {
            if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            var unused = channel.close();
        });
    }
}
