package vigie.source.serial;

/** How long the line rests after a character. */
public enum StopBits {
    ONE("1"),
    ONE_AND_A_HALF("1.5"),
    TWO("2");

    private final String word;

    StopBits(String word) {
        this.word = word;
    }

    /** As in the configuration. */
    public String word() {
        return word;
    }
}
