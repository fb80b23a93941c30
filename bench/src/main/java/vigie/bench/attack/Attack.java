package vigie.bench.attack;

import java.io.IOException;

/** One kind of attack. It returns when its time is over; its connections are closed afterwards. */
interface Attack {
    void run(AttackContext context) throws IOException, InterruptedException;
}
