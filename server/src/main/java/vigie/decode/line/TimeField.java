package vigie.decode.line;

/**
 * The field in which a device tells the time of its readings: called {@code time}, {@code ts} or {@code timestamp}, in any case,
 * and plausible as seconds, milliseconds, microseconds or nanoseconds since 1970, which the years 2000 to 2100 tell apart. A field
 * that is not plausible, such as the milliseconds since the device started, is an ordinary reading.
 */
public final class TimeField {
    private static final double YEAR_2000 = 946_684_800;
    private static final double YEAR_2100 = 4_102_444_800.0;

    private TimeField() {}

    static boolean isName(byte[] bytes, int from, int to) {
        if (from >= to || (bytes[from] | 0x20) != 't') {
            return false;
        }
        return switch (to - from) {
            case 2 -> LineText.is(bytes, from, to, "ts");
            case 4 -> LineText.is(bytes, from, to, "time");
            case 9 -> LineText.is(bytes, from, to, "timestamp");
            default -> false;
        };
    }

    /** Epoch milliseconds, or -1 when the value is no plausible time. */
    public static long epochMillis(double value) {
        for (double perSecond = 1; perSecond <= 1e9; perSecond *= 1000) {
            if (value >= YEAR_2000 * perSecond && value < YEAR_2100 * perSecond) {
                return Math.round(value / perSecond * 1000);
            }
        }
        return -1;
    }
}
