package vigie.protocol.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Times as ISO 8601 in UTC, always with milliseconds: {@code 2025-11-23T06:00:00.150Z}. Not thread-safe. */
final class IsoTime {
    /** The longest, of the farthest year. */
    static final int MAX_LENGTH = 40;

    private static final int SECOND = 1000;

    /** Neighbours often share their second: it is spelt once. */
    private long speltSecond;

    private byte[] spelt;

    IsoTime() {
        spelt = spell(0);
    }

    /** Writes a time; returns where it ends. */
    int write(long epochMillis, byte[] to, int at) {
        long second = Math.floorDiv(epochMillis, SECOND);
        if (second != speltSecond) {
            spelt = spell(second);
            speltSecond = second;
        }
        System.arraycopy(spelt, 0, to, at, spelt.length);
        int end = at + spelt.length;
        int millis = Math.floorMod(epochMillis, SECOND);
        to[end++] = '.';
        to[end++] = (byte) ('0' + millis / 100);
        to[end++] = (byte) ('0' + millis / 10 % 10);
        to[end++] = (byte) ('0' + millis % 10);
        to[end++] = 'Z';
        return end;
    }

    /** Without the Z. */
    private static byte[] spell(long second) {
        String whole = Instant.ofEpochSecond(second).toString();
        return whole.substring(0, whole.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }
}
