package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Sends many requests on one connection without waiting for answers, and reads none of them. */
final class PipelineAttack implements Attack {
    private static final int REQUESTS = 64_000;

    private final String target;

    /**
     * @param target what is asked for
     */
    PipelineAttack(String target) {
        this.target = target;
    }

    @Override
    public void run(AttackContext context) throws InterruptedException {
        byte[] requests = (context.sockets().get(target) + "\r\n")
                .repeat(context.scaled(REQUESTS))
                .getBytes(StandardCharsets.US_ASCII);
        context.sockets().silent(channel -> {
            var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(requests));
        });
        context.hold(1);
    }
}
