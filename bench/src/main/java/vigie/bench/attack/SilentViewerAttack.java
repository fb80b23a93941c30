package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Opens many viewers of all sensors that never read, not even their welcome. */
final class SilentViewerAttack implements Attack {
    private static final int VIEWERS = 1500;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        byte[] request = context.sockets().upgrade("/live").getBytes(StandardCharsets.US_ASCII);
        int viewers = context.scaled(VIEWERS);
        for (int i = 0; i < viewers && context.mayOpen(); i++) {
            context.sockets().silent(channel -> {
                var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(request));
            });
        }
        context.hold(1);
    }
}
