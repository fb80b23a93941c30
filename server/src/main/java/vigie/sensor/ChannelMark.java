package vigie.sensor;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * What tells apart the ids of channels that would look the same: a tilde and ten digits, computed from the channel as the device spells
 * it. It depends on nothing else, so it is the same in every run and on every server.
 *
 * <p>The digits are the first 50 bits of a SHA-256, in the 32 digits of Crockford's Base32, in lower case. Of the 1024 channels that a
 * source may have, two share a mark with a probability of less than one in two thousand million. A spelling that fits but ends like a
 * mark is marked, too: nobody can spell the id of another channel.
 */
final class ChannelMark {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;
    private static final int BITS_PER_DIGIT = 5;
    private static final Pattern END = Pattern.compile("~[" + DIGITS + "]{" + LENGTH + "}$");

    private ChannelMark() {}

    /** Whether a channel ends like a mark. */
    static boolean isOn(String channel) {
        return channel.length() > LENGTH + 1 && END.matcher(channel).find();
    }

    /** The channel without its mark, which is there. */
    static String strip(String channel) {
        return channel.substring(0, channel.length() - LENGTH - 1);
    }

    /** The beginning of the text, as much as there is room for, and the mark of the spelling. */
    static String put(String safe, String spelling) {
        int room = Math.min(safe.length(), SensorId.MAX_CHANNEL - LENGTH - 1);
        boolean inPair = room < safe.length() && Character.isHighSurrogate(safe.charAt(room - 1));
        return safe.substring(0, inPair ? room - 1 : room) + "~" + digits(spelling);
    }

    private static String digits(String spelling) {
        BigInteger hash = new BigInteger(1, sha256(codeUnits(spelling)));
        StringBuilder digits = new StringBuilder(LENGTH);
        for (int i = 1; i <= LENGTH; i++) {
            int digit = hash.shiftRight(256 - i * BITS_PER_DIGIT).intValue() & (DIGITS.length() - 1);
            digits.append(DIGITS.charAt(digit));
        }
        return digits.toString();
    }

    /** Two bytes each: {@link java.nio.charset.StandardCharsets#UTF_16BE} would make halves of pairs one and the same. */
    private static byte[] codeUnits(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
