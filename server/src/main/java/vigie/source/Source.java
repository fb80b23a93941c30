package vigie.source;

/**
 * Where readings come from: a serial port, a simulated device, a replayed file. It is run by a {@link SourceSupervisor}, which
 * runs it again when it fails.
 */
public interface Source {
    /** What people call it; the id unless something better is known. */
    String name();

    /** Where it reads from, such as {@code /dev/ttyUSB0 · 115200 baud}. Safe from any thread. */
    String detail();

    /**
     * Opens, says {@link SourceOutput#opened}, and delivers until the source ends, fails or is stopped. Blocks; the supervisor
     * gives it a thread of its own. Releases everything before it returns or throws. Returns at its proper end (a file played
     * once) or when {@link #stop()} was called.
     *
     * @throws SourceException when it could not be opened or broke off, with a cause that a person can act on
     * @throws InterruptedException when the thread was interrupted, which is another way to stop it
     */
    void run(SourceOutput out) throws SourceException, InterruptedException;

    /** Makes {@link #run} return soon, within a second or so. From any thread; has no effect when it does not run. */
    default void stop() {}

    /** Whether it is worth trying again at once, before the back-off is over, because what was missing is back. Cheap. */
    default boolean returned() {
        return false;
    }

    /**
     * Readings that it should have delivered and left out because they were not taken from it in time. Safe from any thread. 0
     * for a source that cannot know, such as a port, whose buffer overflows in the kernel, and for one that nothing hurries.
     */
    default long skippedReadings() {
        return 0;
    }
}
