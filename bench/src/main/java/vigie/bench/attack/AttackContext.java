package vigie.bench.attack;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What an attack runs with: the server, connections to it, and how large and long it may be. Owned by the attack's thread. */
final class AttackContext implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final Duration OPENING = Duration.ofSeconds(20);

    private final URI server;
    private final double scale;
    private final AttackCounts counts = new AttackCounts();
    private final AttackSockets sockets;
    private final Duration length;
    private long begin;

    /**
     * @param scale factor on the numbers of connections, 1 for the attack in full size
     * @param length how long it lasts once its connections are open
     * @param addresses from how many addresses its connections come
     */
    AttackContext(URI server, double scale, Duration length, int addresses) {
        this.server = server;
        this.scale = scale;
        this.length = length;
        sockets = new AttackSockets(server, addresses, counts);
        begin = System.nanoTime();
    }

    URI server() {
        return server;
    }

    AttackSockets sockets() {
        return sockets;
    }

    AttackCounts counts() {
        return counts;
    }

    /** The count for this run of something that the attack at full size has this many of; at least one. */
    int scaled(int full) {
        return Math.max(1, (int) Math.round(full * scale));
    }

    /** Whether there is time left to open connections: a server that takes none does not hold up the attack for ever. */
    boolean mayOpen() {
        return System.nanoTime() - begin < OPENING.toNanos();
    }

    /** Waits until something of this kind was counted, as long as there is time to open connections; the attack's length begins then. */
    void awaitFirst(String kind) throws InterruptedException {
        while (!counts.soFar().containsKey(kind) && mayOpen()) {
            Thread.sleep(PAUSE_MILLIS);
        }
        begin = System.nanoTime();
    }

    /** Whether it has lasted as long as it should, opening included. */
    boolean isOver() {
        return System.nanoTime() - begin >= length.toNanos();
    }

    /** Goes on as it is for this share of the attack's length. */
    void hold(double share) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (length.toNanos() * share));
    }

    @Override
    public void close() {
        sockets.close();
    }
}
