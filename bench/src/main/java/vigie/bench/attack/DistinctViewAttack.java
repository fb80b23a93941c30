package vigie.bench.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Opens viewers that read slowly, each with a view of its own of several hundred sensors. */
final class DistinctViewAttack implements Attack {
    private static final int VIEWERS = 4000;
    /** Of the hundred globs for the last two digits; each fits one sensor in a hundred. */
    private static final int GLOBS = 60;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        Random random = new Random(1);
        List<String> globs = new ArrayList<>(
                IntStream.range(0, 100).mapToObj("*%02d"::formatted).toList());
        int viewers = context.scaled(VIEWERS);
        for (int i = 0; i < viewers && context.mayOpen(); i++) {
            Collections.shuffle(globs, random);
            String target = "/live?sensors=" + String.join(",", globs.subList(0, GLOBS));
            context.sockets().silent(new SlowRead(context.sockets().upgrade(target)));
        }
        context.hold(1);
    }
}
