package vigie.load;

/** Hears about once a second how far a run is. On the thread of {@code LoadRun#run}. */
@FunctionalInterface
public interface LoadProgress {
    /** One short line. */
    void at(String line);
}
