package vigie.bench.attack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/** Sends long messages that never end to {@code /echo}; half of the clients do not read what comes back. */
final class EchoAttack implements Attack {
    private static final int CLIENTS = 40;
    private static final int FRAGMENT_BYTES = 256 * 1024;
    /** 15 MiB in all, just below the limit of a message. */
    private static final int FRAGMENTS = 60;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        byte[] payload = "a".repeat(FRAGMENT_BYTES).getBytes(StandardCharsets.US_ASCII);
        String upgrade = context.sockets().upgrade("/echo");
        int clients = context.scaled(CLIENTS);
        for (int i = 0; i < clients; i++) {
            if (i % 2 == 0) {
                context.sockets().webSocket("/echo", channel -> send(channel, payload, 0));
            } else {
                context.sockets().silent(channel -> {
                    var unused = channel.writeAndFlush(Unpooled.copiedBuffer(upgrade, StandardCharsets.US_ASCII));
                    send(channel, payload, 0);
                });
            }
        }
        context.hold(1);
    }

    /** Each fragment goes when the one before was taken. */
    private static void send(Channel channel, byte[] payload, int number) {
        if (number < FRAGMENTS) {
            channel.writeAndFlush(
                            number == 0 ? MaskedFrames.firstFragment(payload) : MaskedFrames.nextFragment(payload))
                    .addListener(sent -> {
                        if (sent.isSuccess()) {
                            send(channel, payload, number + 1);
                        }
                    });
        }
    }
}
