package vigie.bench.attack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many viewers that change between a few views all the time, and read all that comes. */
final class ResubscribeAttack implements Attack {
    private static final int VIEWERS = 1000;
    private static final long BETWEEN_CHANGES_MILLIS = 100;
    private static final List<byte[]> VIEWS = List.of(view("*"), view("pulse/*"), view("*1*"), view("*7"));

    @Override
    public void run(AttackContext context) throws InterruptedException {
        int viewers = context.scaled(VIEWERS);
        for (int i = 0; i < viewers && context.mayOpen(); i++) {
            AtomicInteger number = new AtomicInteger(i);
            context.sockets()
                    .webSocket(
                            "/live?sensors=none",
                            channel -> RepeatedSend.every(
                                    BETWEEN_CHANGES_MILLIS,
                                    channel,
                                    () -> MaskedFrames.text(VIEWS.get(number.getAndIncrement() % VIEWS.size()))));
        }
        context.hold(1);
    }

    private static byte[] view(String glob) {
        return ("{\"type\":\"subscribe\",\"sensors\":[\"" + glob + "\"]}").getBytes(StandardCharsets.US_ASCII);
    }
}
