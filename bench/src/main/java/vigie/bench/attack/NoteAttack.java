package vigie.bench.attack;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** Writes notes as fast as the server takes them; a session leaves when its budget is spent, and another one comes. */
final class NoteAttack implements Attack {
    private static final int SESSIONS_PER_ROUND = 8;
    private static final long ROUND_MILLIS = 100;
    private static final int NOTES_PER_SESSION = 30;
    /** Three bytes for each character in UTF-8. */
    private static final byte[] NOTE =
            ("{\"type\":\"note\",\"ref\":1,\"text\":\"" + "漢".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8);

    @Override
    public void run(AttackContext context) throws InterruptedException {
        while (!context.isOver()) {
            for (int i = 0; i < SESSIONS_PER_ROUND; i++) {
                context.sockets().webSocket("/live?sensors=none", new NoteWriter(context.counts()));
            }
            Thread.sleep(ROUND_MILLIS);
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
