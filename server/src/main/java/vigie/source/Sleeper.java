package vigie.source;

/** How a source that keeps a pace waits; tests put their own in its place. */
@FunctionalInterface
public interface Sleeper {
    /** Really sleeps. */
    Sleeper THREAD = Thread::sleep;

    /**
     * Waits.
     *
     * @param millis how long, more than zero
     * @throws InterruptedException when the source is to stop
     */
    void sleep(long millis) throws InterruptedException;
}
