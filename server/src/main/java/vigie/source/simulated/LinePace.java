package vigie.source.simulated;

/**
 * When each line is due. Line {@code k} of a pace is due at the same epoch millisecond whenever the source was started, so that
 * a restart changes nothing. Whole numbers only: exact up to a million lines a second until the year 2250.
 *
 * @param millihertz lines per 1000 seconds, 1 to 1 000 000 000
 */
record LinePace(long millihertz) {
    /** The last line that is due at this time. */
    long lineAt(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        long rest = Math.floorMod(epochMillis, 1000L);
        return Math.floorDiv(seconds * millihertz + rest * millihertz / 1000, 1000L);
    }

    /** When this line is due, rounded up to the millisecond. */
    long dueMillis(long line) {
        long seconds = Math.floorDiv(line * 1000, millihertz);
        long rest = Math.floorMod(line * 1000, millihertz);
        return seconds * 1000 + (rest * 1000 + millihertz - 1) / millihertz;
    }
}
