package vigie.load.viewer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import vigie.load.result.MessageFacts;

/**
 * Decodes a message once, however many sessions get it: copies are told by a hash of all their bytes. A fixed number is
 * remembered; a message that comes back later is decoded again. Not thread-safe.
 */
public final class KnownMessages implements AutoCloseable {
    private static final int SLOTS = 1 << 12;
    private static final long FACTOR = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio: spreads every bit

    private final MessageDecoder decoder;
    private final long[] hashes = new long[SLOTS];
    private final @Nullable MessageFacts[] facts = new MessageFacts[SLOTS];

    public KnownMessages(MessageDecoder decoder) {
        this.decoder = decoder;
    }

    MessageFacts facts(ByteBuf in, int index, int length, boolean compressed) {
        long hash = hash(in, index, length) + (compressed ? 1 : 0);
        int slot = (int) (hash >>> 40) & SLOTS - 1;
        MessageFacts known = facts[slot];
        if (known != null && hashes[slot] == hash) {
            return known;
        }
        MessageFacts decoded = decoder.decode(ByteBufUtil.getBytes(in, index, length), compressed);
        hashes[slot] = hash;
        facts[slot] = decoded;
        return decoded;
    }

    @Override
    public void close() {
        decoder.close();
    }

    private static long hash(ByteBuf in, int index, int length) {
        long hash = length * FACTOR;
        int end = index + length;
        int at = index;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash, in.getLongLE(at));
        }
        for (; at < end; at++) {
            hash = mixed(hash, in.getByte(at));
        }
        return hash ^ hash >>> 32;
    }

    private static long mixed(long hash, long next) {
        return Long.rotateLeft((hash ^ next) * FACTOR, 31);
    }
}
