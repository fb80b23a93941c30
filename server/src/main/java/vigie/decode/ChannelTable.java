package vigie.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one source, found by the bytes of their name without garbage: open addressing with linear probing, at most half
 * full. Not thread-safe.
 */
final class ChannelTable {
    private static final int SLOTS = Integer.highestOneBit(DecoderLimits.MAX_CHANNELS) << 2;

    /** Channel plus one; 0 is free. */
    private final int[] slots = new int[SLOTS];

    private byte[][] names = new byte[16][];
    private byte[][] units = new byte[16][];
    private int[] hashes = new int[16];
    private int size;

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

    /**
     * Prepares a channel that was not found, with its unit, which may be empty; the caller minds the limit. It has its index, name
     * and unit, but is found only after {@link #add}. Another one prepared in between takes its place.
     */
    int prepare(byte[] name, byte[] unit) {
        if (size == names.length) {
            grow();
        }
        names[size] = name;
        units[size] = unit;
        hashes[size] = hash(name, 0, name.length);
        return size;
    }

    /** Adds the channel that was prepared. Allocates nothing. */
    void add() {
        int slot = hashes[size] & (SLOTS - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = size + 1;
        size++;
    }

    boolean hasUnit(int channel, byte[] bytes, int from, int to) {
        return Arrays.equals(units[channel], 0, units[channel].length, bytes, from, to);
    }

    void setUnit(int channel, byte[] unit) {
        units[channel] = unit;
    }

    /** All columns exist before the first is replaced: when memory runs out in between, nothing has changed. */
    private void grow() {
        byte[][] moreNames = Arrays.copyOf(names, 2 * size);
        byte[][] moreUnits = Arrays.copyOf(units, 2 * size);
        int[] moreHashes = Arrays.copyOf(hashes, 2 * size);
        names = moreNames;
        units = moreUnits;
        hashes = moreHashes;
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
