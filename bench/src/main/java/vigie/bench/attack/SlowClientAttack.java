package vigie.bench.attack;

import io.netty.channel.Channel;
import java.io.IOException;

/** 200 clients that read what takes long a few bytes at a time, or send a still byte by byte. */
final class SlowClientAttack implements Attack {
    private static final int HISTORY_READERS = 16;
    private static final int STILL_READERS = 8;
    private static final int EXPORTS = 8;
    private static final int UPLOADS = 12;
    private static final int ALL = 200;
    private static final int MATRIX_SIDE = 512;
    private static final long BETWEEN_BYTES_MILLIS = 200;
    private static final String RANGE = "?from=now-2h&to=now";

    @Override
    public void run(AttackContext context) throws IOException, InterruptedException {
        JsonStill matrix = JsonStill.matrix(MATRIX_SIDE);
        matrix.send(context.server());
        for (int i = 0; i < UPLOADS; i++) {
            context.sockets().plain(channel -> trickle(channel, matrix, context.sockets()));
        }
        read(context, EXPORTS, "/api/export.csv" + RANGE);
        read(context, STILL_READERS, JsonStill.TARGET);
        read(context, HISTORY_READERS, "/api/history" + RANGE);
        int others = context.scaled(ALL) - UPLOADS - EXPORTS - STILL_READERS - HISTORY_READERS;
        for (int i = 0; i < others && context.mayOpen(); i++) {
            read(
                    context,
                    1,
                    i % 3 == 0 ? JsonStill.TARGET : i % 3 == 1 ? "/api/history" + RANGE : "/api/export.json" + RANGE);
        }
        context.hold(1);
    }

    private static void read(AttackContext context, int readers, String target) throws InterruptedException {
        for (int i = 0; i < readers; i++) {
            context.sockets().silent(new SlowRead(context.sockets().get(target) + "\r\n"));
        }
    }

    private static void trickle(Channel channel, JsonStill still, AttackSockets sockets) {
        var unused = channel.writeAndFlush(still.head(sockets));
        RepeatedSend.byteEvery(BETWEEN_BYTES_MILLIS, channel, ' ');
    }
}
