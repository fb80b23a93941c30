package vigie.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints how many short lines a second each format decodes on one core. A measurement, not a test. */
public final class DecodeRate {
    private static final int PIECE = 4096;
    private static final long ROUND_NANOS = 1_000_000_000;
    private static final int ROUNDS = 3;

    private DecodeRate() {}

    public static void main(String[] args) {
        rate(DecoderFormat.JSON, "{\"temperature\":%d.%d,\"humidity\":40.1}\n");
        rate(DecoderFormat.PAIRS, "temperature:%d.%d,humidity:40.1\n");
        rate(DecoderFormat.CSV, "%d.%d,40.1\n");
        rate(DecoderFormat.TELEPLOT, ">temperature:%d.%d§°C|g\n");
        rate(DecoderFormat.AUTO, "temperature:%d.%d,humidity:40.1\n");
    }

    private static void rate(DecoderFormat format, String pattern) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(String.format(Locale.ROOT, pattern, 20 + i % 7, i % 100));
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, round(format, bytes));
        }
        System.out.printf(Locale.ROOT, "%-9s %,12.0f lines/s  (%s)%n", format.word(), best, pattern.strip());
    }

    private static double round(DecoderFormat format, byte[] bytes) {
        Decoder decoder = format.create();
        Count count = new Count();
        long begin = System.nanoTime();
        long elapsed = 0;
        while (elapsed < ROUND_NANOS) {
            for (int at = 0; at < bytes.length; at += PIECE) {
                decoder.decode(bytes, at, Math.min(PIECE, bytes.length - at), 0, count);
            }
            elapsed = System.nanoTime() - begin;
        }
        DecoderTally tally = decoder.tally();
        if (tally.decoded() != tally.lines() || count.sum == 0) {
            throw new IllegalStateException("not every line was decoded: " + tally);
        }
        return tally.lines() * 1e9 / elapsed;
    }

    /** Takes the readings, so that they are not optimised away. */
    private static final class Count implements DecoderOutput {
        private double sum;

        @Override
        public void channel(int channel, String name, @Nullable String unit) {}

        @Override
        public void reading(int channel, long epochMillis, double value) {
            sum += value;
        }
    }
}
