package vigie.store.sqlite.block;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one sensor, sorted by time, as bytes and back, bit by bit. Pure.
 *
 * <p>A block is: its version; the {@linkplain ValueCodec way its values are written}; how many; the times, each as the change of
 * the step to it, which is nothing for a steady sensor; the values; and a checksum (CRC-32C) of all that.
 */
public final class BlockCodec {
    /** The most readings of one block: a question may have to decode it for a single one. */
    public static final int MAX_READINGS = 4096;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 2 + VarInts.MAX_BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int MAX_READING_BYTES = VarInts.MAX_BYTES + ValueCodec.MAX_BYTES;

    private BlockCodec() {}

    /** Writes the readings from one place to before another, at least one and at most {@link #MAX_READINGS}. */
    static byte[] encode(TimedValues readings, int begin, int end) {
        int count = end - begin;
        if (count < 1 || count > MAX_READINGS) {
            throw new IllegalArgumentException(
                    "readings of a block: " + count + " (expected: 1 to " + MAX_READINGS + ")");
        }
        ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + count * MAX_READING_BYTES + CHECKSUM_BYTES);
        ValueCodec values = ValueCodec.shortestFor(readings, begin, end);
        block.put(VERSION).put(values.code());
        VarInts.put(block, count);
        putTimes(block, readings, begin, end);
        values.put(block, readings, begin, end);
        block.putInt(checksum(block.array(), block.position()));
        byte[] bytes = new byte[block.position()];
        block.flip().get(bytes);
        return bytes;
    }

    /**
     * Reads a block.
     *
     * @throws BlockException when it is not, byte by byte, what was written
     */
    static TimedValues decode(byte @Nullable [] bytes) throws BlockException {
        if (bytes == null) {
            throw new BlockException("it is empty");
        }
        int content = bytes.length - CHECKSUM_BYTES;
        if (content < 0 || ByteBuffer.wrap(bytes).getInt(content) != checksum(bytes, content)) {
            throw new BlockException("its checksum is wrong");
        }
        if (bytes[0] != VERSION) {
            throw new BlockException("version " + bytes[0] + " (expected: " + VERSION + ")");
        }
        try {
            return decode(ByteBuffer.wrap(bytes, 1, content - 1));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new BlockException("its content makes no sense: " + e.getMessage(), e);
        }
    }

    private static TimedValues decode(ByteBuffer block) {
        ValueCodec codec = ValueCodec.of(block.get());
        long count = VarInts.get(block);
        if (count < 1 || count > MAX_READINGS) {
            throw new IllegalArgumentException(count + " readings");
        }
        long[] times = times(block, (int) count);
        TimedValues readings = new TimedValues((int) count);
        codec.get(block, times, readings);
        if (block.hasRemaining()) {
            throw new IllegalArgumentException(block.remaining() + " bytes too many");
        }
        if (!readings.isSorted() || !readings.isFinite()) {
            throw new IllegalArgumentException("times out of order, or values that are no numbers");
        }
        return readings;
    }

    private static void putTimes(ByteBuffer block, TimedValues readings, int begin, int end) {
        long before = 0;
        long stepBefore = 0;
        for (int i = begin; i < end; i++) {
            long step = readings.time(i) - before;
            VarInts.put(block, i == begin ? step : step - stepBefore);
            stepBefore = i == begin ? 0 : step;
            before = readings.time(i);
        }
    }

    private static long[] times(ByteBuffer block, int count) {
        long[] times = new long[count];
        times[0] = VarInts.get(block);
        long step = 0;
        for (int i = 1; i < count; i++) {
            step += VarInts.get(block);
            times[i] = times[i - 1] + step;
        }
        return times;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
