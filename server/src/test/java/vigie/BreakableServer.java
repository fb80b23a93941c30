package vigie;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import vigie.cli.Main;

/** The server as it is, in a JVM of its own, and a byte on its standard input that breaks it. */
final class BreakableServer {
    private static final List<byte[]> HELD = new ArrayList<>();
    private static final long PAUSE_NANOS = 50_000_000;

    private BreakableServer() {}

    /**
     * Runs the server.
     *
     * @param arguments how it breaks, {@code writer} or {@code memory}; then those of the server
     */
    public static void main(String[] arguments) {
        Thread breaking = new Thread(() -> breakIt(arguments[0]), "breaking");
        breaking.setDaemon(true);
        breaking.start();
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        Main.main(rest.toArray(String[]::new));
    }

    private static void breakIt(String how) {
        try {
            if (System.in.read() < 0) {
                // The test is gone.
                Runtime.getRuntime().halt(1);
            } else if (how.equals("memory")) {
                takeAllMemory();
            } else {
                interruptWriter();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What nobody does in production: its thread then ends. */
    private static void interruptWriter() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("history-writer"))
                .forEach(Thread::interrupt);
    }

    /** Never ends: what the server frees for want of memory is taken, too, or it would recover. */
    @SuppressWarnings("InfiniteLoopStatement")
    private static void takeAllMemory() {
        while (true) {
            for (int size = 1 << 20; size >= 16; size /= 2) {
                takeAllOf(size);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void takeAllOf(int size) {
        try {
            while (HELD.add(new byte[size])) {
                Thread.onSpinWait();
            }
        } catch (OutOfMemoryError e) {
            // There may be room for a smaller one.
        }
    }
}
