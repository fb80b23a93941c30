package vigie.bench.attack;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A few viewers that change their view 15 times a second, each time to 64 globs that cost much to match. */
final class GlobAttack implements Attack {
    private static final int VIEWERS = 4;
    private static final int GLOBS = 64;
    private static final int CHANGES_PER_SECOND = 15;
    private static final int LONGEST_GLOB = 128;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        for (int i = 0; i < VIEWERS; i++) {
            context.sockets()
                    .webSocket(
                            "/live?sensors=none",
                            channel -> RepeatedSend.every(
                                    1000 / CHANGES_PER_SECOND, channel, () -> MaskedFrames.text(view(number))));
        }
        context.hold(1);
    }

    private static byte[] view(AtomicInteger number) {
        String globs = IntStream.range(0, GLOBS)
                .mapToObj(i -> "\"" + glob(number.incrementAndGet(), i % 2 == 0) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return ("{\"type\":\"subscribe\",\"sensors\":" + globs + "}").getBytes(StandardCharsets.US_ASCII);
    }

    /** Fits no sensor, but nearly: the sensors' ids begin with many letters a. */
    private static String glob(int number, boolean manyStars) {
        String end = Integer.toString(number, Character.MAX_RADIX);
        return manyStars
                ? "*a".repeat((LONGEST_GLOB - end.length()) / 2) + end
                : "*" + "a".repeat(LONGEST_GLOB - 1 - end.length()) + end;
    }
}
