package vigie.decode.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.decode.DecoderLimits;

/**
 * The channels of one source, found by the bytes of their name without garbage: open addressing with linear probing, at most half
 * full. When it holds all the channels that it may, a new one takes the place of one that was heard once, long ago.
 *
 * <p>Who listens never forgets a channel. So that a device cannot make it remember more and more, only {@link DecoderLimits#MAX_CHANNELS}
 * channels that took a place are told at once; each later one must be heard at two different times first, and then keeps its place. Not
 * thread-safe.
 */
final class ChannelTable {
    private static final int SLOTS = Integer.highestOneBit(DecoderLimits.MAX_CHANNELS) << 2;
    private static final byte[] NOTHING = {};
    private static final long AGAIN = Long.MAX_VALUE;
    private static final int NONE = -1;

    /** Channel plus one; 0 is free. */
    private final int[] slots = new int[SLOTS];

    private byte[][] names = new byte[16][];
    private byte[][] units = new byte[16][];
    private int[] hashes = new int[16];
    /** When each was heard first; {@link #AGAIN} once it was heard at another time. */
    private long[] onceMillis = new long[16];
    /** Whether the channel is told of; otherwise it must be heard again first. */
    private boolean[] told = new boolean[16];

    private int replaced;
    /** A time at which nothing can be forgotten yet, so that a full table is not searched for every value. */
    private long fullUntil = Long.MIN_VALUE;

    private int size;
    private int prepared;
    private byte[] preparedName = NOTHING;
    private byte[] preparedUnit = NOTHING;

    int size() {
        return size;
    }

    /** The channel of this name, or -1. */
    int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        for (int slot = hash & (SLOTS - 1); slots[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
            int channel = slots[slot] - 1;
            if (hashes[channel] == hash && isNamed(channel, bytes, from, to)) {
                return channel;
            }
        }
        return -1;
    }

    /** Whether a channel that was not found could be added now. */
    boolean hasRoom(long nowMillis) {
        return size < DecoderLimits.MAX_CHANNELS || forgettable(nowMillis) != NONE;
    }

    /**
     * Prepares a channel that was not found, with its unit, which may be empty: the index that it will have, that of another one which is
     * forgotten for it if need be; -1 when there is no room. Nothing changes before {@link #add}. Another one prepared in between takes
     * its place.
     */
    int prepare(byte[] name, byte[] unit, long nowMillis) {
        int channel = size < DecoderLimits.MAX_CHANNELS ? size : forgettable(nowMillis);
        if (channel == names.length) {
            grow();
        }
        prepared = channel;
        preparedName = name;
        preparedUnit = unit;
        return channel;
    }

    /** Whether the channel that was prepared is told of at once. */
    boolean isToldAtOnce() {
        return prepared == size || replaced < DecoderLimits.MAX_CHANNELS;
    }

    /** Adds the channel that was prepared. Allocates nothing. */
    void add(long nowMillis) {
        int channel = prepared;
        boolean fresh = channel == size;
        told[channel] = isToldAtOnce();
        names[channel] = preparedName;
        units[channel] = preparedUnit;
        hashes[channel] = hash(preparedName, 0, preparedName.length);
        onceMillis[channel] = nowMillis;
        preparedName = NOTHING;
        preparedUnit = NOTHING;
        if (fresh) {
            size++;
            occupy(channel);
            return;
        }
        replaced++;
        // In a table with linear probing a name cannot be taken out by itself; this happens once an hour per name at
        // most.
        Arrays.fill(slots, 0);
        for (int i = 0; i < size; i++) {
            occupy(i);
        }
    }

    /** A channel gave a reading that arrived then. Several at the same time count once. */
    void heard(int channel, long nowMillis) {
        if (onceMillis[channel] != nowMillis) {
            onceMillis[channel] = AGAIN;
        }
    }

    /** Whether the channel's readings are told. */
    boolean isTold(int channel) {
        return told[channel];
    }

    /** Whether a channel that was not told of yet can be: it was heard at two different times. */
    boolean wasHeardAgain(int channel) {
        return onceMillis[channel] == AGAIN;
    }

    void setTold(int channel) {
        told[channel] = true;
    }

    /** The channel that was heard once and for the longest time not again, if that is long enough; else -1. */
    private int forgettable(long nowMillis) {
        if (nowMillis < fullUntil && nowMillis >= fullUntil - DecoderLimits.ONCE_HEARD_MILLIS) {
            return NONE;
        }
        int oldest = NONE;
        for (int i = 0; i < size; i++) {
            if (onceMillis[i] != AGAIN && onceMillis[i] > nowMillis) {
                onceMillis[i] = nowMillis; // the clock was set back
            }
            if (onceMillis[i] != AGAIN && (oldest == NONE || onceMillis[i] < onceMillis[oldest])) {
                oldest = i;
            }
        }
        long due = oldest == NONE ? nowMillis : onceMillis[oldest];
        fullUntil = due + DecoderLimits.ONCE_HEARD_MILLIS;
        return oldest != NONE && nowMillis >= fullUntil ? oldest : NONE;
    }

    private void occupy(int channel) {
        int slot = hashes[channel] & (SLOTS - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = channel + 1;
    }

    /** All columns exist before the first is replaced: when memory runs out in between, nothing has changed. */
    private void grow() {
        byte[][] moreNames = Arrays.copyOf(names, 2 * size);
        byte[][] moreUnits = Arrays.copyOf(units, 2 * size);
        int[] moreHashes = Arrays.copyOf(hashes, 2 * size);
        long[] moreMillis = Arrays.copyOf(onceMillis, 2 * size);
        boolean[] moreTold = Arrays.copyOf(told, 2 * size);
        names = moreNames;
        units = moreUnits;
        hashes = moreHashes;
        onceMillis = moreMillis;
        told = moreTold;
    }

    boolean hasUnit(int channel, byte[] bytes, int from, int to) {
        return Arrays.equals(units[channel], 0, units[channel].length, bytes, from, to);
    }

    void setUnit(int channel, byte[] unit) {
        units[channel] = unit;
    }

    String name(int channel) {
        return LineText.string(names[channel], 0, names[channel].length);
    }

    @Nullable
    String unit(int channel) {
        byte[] unit = units[channel];
        return unit.length == 0 ? null : LineText.string(unit, 0, unit.length);
    }

    private boolean isNamed(int channel, byte[] bytes, int from, int to) {
        byte[] name = names[channel];
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
