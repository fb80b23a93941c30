package vigie.bench.attack;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes notes as fast as the server takes them; a session leaves when its budget is spent, and another one comes. */
final class NoteAttack implements Attack {
    private static final int SESSIONS_AT_ONCE = 8;
    private static final long PAUSE_MILLIS = 100;
    private static final int NOTES_PER_SESSION = 30;
    /** Three bytes for each character in UTF-8. */
    private static final byte[] NOTE =
            ("{\"type\":\"note\",\"ref\":1,\"text\":\"" + "漢".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8);

    @Override
    public void run(AttackContext context) throws InterruptedException {
        Semaphore places = new Semaphore(SESSIONS_AT_ONCE);
        open(context, places);
        context.awaitFirst("opened");
        while (!context.isOver()) {
            open(context, places);
        }
    }

    private static void open(AttackContext context, Semaphore places) throws InterruptedException {
        if (places.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            context.sockets()
                    .webSocket("/live?sensors=none", new NoteWriter(context.counts()))
                    .closeFuture()
                    .addListener(closed -> places.release());
        }
    }

    /** One session. */
    private static final class NoteWriter implements SocketScript {
        private final AttackCounts counts;
        private int answers;

        NoteWriter(AttackCounts counts) {
            this.counts = counts;
        }

        @Override
        public void opened(Channel channel) {
            for (int i = 0; i < NOTES_PER_SESSION; i++) {
                var unused = channel.write(MaskedFrames.text(NOTE));
            }
            channel.flush();
        }

        @Override
        public void received(Channel channel, WebSocketFrame frame) {
            if (!(frame instanceof TextWebSocketFrame text)) {
                return;
            }
            String message = text.text();
            boolean done = message.startsWith("{\"type\":\"done\"");
            if (done || message.startsWith("{\"type\":\"problem\"")) {
                counts.count(done ? "notes kept" : "notes refused");
                answers++;
            }
            if (answers == NOTES_PER_SESSION) {
                var unused = channel.close();
            }
        }
    }
}
