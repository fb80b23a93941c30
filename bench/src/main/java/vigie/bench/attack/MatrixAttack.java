package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks for a large matrix as JSON without reading it, sends several at a time, then sends JSON with very many names. */
final class MatrixAttack implements Attack {
    private static final int VALUES = 1024 * 1024;
    private static final int READERS = 12;
    private static final int SENDERS = 12;
    private static final int NAMES = 900_000;
    private static final int NAME_SENDERS = 8;
    private static final double THIRD = 1 / 3.0;

    @Override
    public void run(AttackContext context) throws IOException, InterruptedException {
        JsonStill matrix = JsonStill.matrix((int) Math.sqrt(context.scaled(VALUES)));
        JsonStill names = JsonStill.names(context.scaled(NAMES));
        matrix.send(context.server());
        String question = context.sockets().get(JsonStill.TARGET) + "Accept: application/json\r\n\r\n";
        for (int i = 0; i < READERS; i++) {
            context.sockets().silent(channel -> {
                var unused = channel.writeAndFlush(Unpooled.copiedBuffer(question, StandardCharsets.US_ASCII));
            });
        }
        context.hold(THIRD);
        send(context, SENDERS, matrix);
        context.hold(THIRD);
        send(context, NAME_SENDERS, names);
        context.hold(THIRD);
    }

    private static void send(AttackContext context, int senders, JsonStill still) throws InterruptedException {
        for (int i = 0; i < senders; i++) {
            context.sockets().plain(channel -> {
                var unused = channel.writeAndFlush(still.request(context.sockets()));
            });
        }
    }
}
