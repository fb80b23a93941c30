package vigie.decode.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.decode.DecoderLimits;
import vigie.decode.DecoderOutput;

/**
 * What one line says, until it is known that the whole line is sound: a channel is told and a reading given only when the line is
 * decoded. Also knows, for every format alike, which values are readings. Reused from line to line; not thread-safe.
 */
public final class LineReadings {
    private static final int NEW = -1;
    private static final byte[] NONE = {};

    private final ChannelTable channels;
    private final LimitNotice limits = new LimitNotice();
    private long arrivalMillis;
    private long lineMillis;
    private int size;
    private int skipped;
    private int failed;
    private int overLimit;
    private boolean lastTaken;
    private int[] channel = new int[16];
    private long[] millis = new long[16];
    private double[] values = new double[16];
    private byte[][] newNames = new byte[16][];
    private byte[][] unitBytes = new byte[16][];
    private int[] unitFrom = new int[16];
    private int[] unitTo = new int[16];

    LineReadings(ChannelTable channels) {
        this.channels = channels;
    }

    /** Begins a line that arrived then. */
    void begin(long arrival) {
        arrivalMillis = arrival;
        clear();
    }

    /** Forgets what the line said so far. */
    public void clear() {
        lineMillis = arrivalMillis;
        size = 0;
        skipped = 0;
        failed = 0;
        overLimit = 0;
        lastTaken = false;
    }

    public long arrivalMillis() {
        return arrivalMillis;
    }

    int size() {
        return size;
    }

    /** Values that were no readings. */
    int skipped() {
        return skipped + failed + overLimit;
    }

    /** Of those, the ones that only a limit kept from being readings. */
    int overLimit() {
        return overLimit;
    }

    /** The limit that a value was beyond last, in words. */
    @Nullable
    String limit() {
        return limits.text();
    }

    /** Whether a channel of this name has given a reading before. */
    public boolean isKnown(byte[] bytes, int from, int to) {
        return channels.find(bytes, from, to) >= 0;
    }

    /** A value that is not meant to be a reading, such as a word. */
    public void skip() {
        skipped++;
        lastTaken = false;
    }

    /** A value that should have been a reading, such as {@code nan}. */
    public void fail() {
        failed++;
        lastTaken = false;
    }

    /** A value at the line's time, or that time itself when that is what the name and the value say. */
    public void add(byte[] bytes, int from, int to, double value) {
        if (TimeField.isName(bytes, from, to)) {
            long time = TimeField.epochMillis(value);
            if (time >= 0) {
                lineMillis = time;
                lastTaken = false;
                return;
            }
        }
        addAt(bytes, from, to, Long.MIN_VALUE, value);
    }

    /** A value at its own time, epoch milliseconds. */
    public void addAt(byte[] bytes, int from, int to, long epochMillis, double value) {
        if (to <= from || !Double.isFinite(value)) {
            fail();
            return;
        }
        int found = to - from > DecoderLimits.MAX_NAME ? NEW : channels.find(bytes, from, to);
        if (found == NEW && isBeyond(bytes, from, to)) {
            return;
        }
        if (size == channel.length) {
            grow();
        }
        channel[size] = found;
        millis[size] = epochMillis;
        values[size] = value;
        newNames[size] = found == NEW ? Arrays.copyOfRange(bytes, from, to) : NONE;
        unitBytes[size] = NONE;
        unitFrom[size] = 0;
        unitTo[size] = 0;
        size++;
        lastTaken = true;
    }

    /** Whether a limit keeps a new name out; counts that, and remembers which limit. */
    private boolean isBeyond(byte[] bytes, int from, int to) {
        boolean beyond = to - from > DecoderLimits.MAX_NAME || !channels.hasRoom(arrivalMillis);
        if (beyond) {
            limits.remember(bytes, from, to);
            overLimit++;
            lastTaken = false;
        }
        return beyond;
    }

    /** The unit of the value added last. The bytes must stay as they are until the line is told. */
    public void unit(byte[] bytes, int from, int to) {
        if (lastTaken && to > from && to - from <= DecoderLimits.MAX_UNIT) {
            unitBytes[size - 1] = bytes;
            unitFrom[size - 1] = from;
            unitTo[size - 1] = to;
        }
    }

    /** What a well-formed line with these values is. */
    public Verdict verdict() {
        if (size > 0) {
            return Verdict.DECODED;
        }
        if (failed > 0) {
            return Verdict.MALFORMED;
        }
        return overLimit > 0 ? Verdict.OVER_LIMIT : Verdict.NOISE;
    }

    /** Tells channels and readings. How many readings it told; the others are skipped values, being beyond the limit. */
    int tell(DecoderOutput out) {
        // Known ones first: none of them may be forgotten for a new one of the same line.
        for (int i = 0; i < size; i++) {
            if (channel[i] != NEW) {
                channels.heard(channel[i], arrivalMillis);
            }
        }
        int told = 0;
        for (int i = 0; i < size; i++) {
            told += tell(i, out) ? 1 : 0;
        }
        return told;
    }

    private boolean tell(int i, DecoderOutput out) {
        int index = channel[i] == NEW ? channels.find(newNames[i], 0, newNames[i].length) : channel[i];
        if (index == NEW) {
            index = tellNewChannel(i, out);
        } else if (!channels.isTold(index)) {
            index = tellChannelHeardAgain(index, out);
        } else if (unitTo[i] > unitFrom[i]) {
            tellNewUnit(index, i, out);
        }
        if (index == NEW) {
            overLimit++;
            return false;
        }
        out.reading(index, millis[i] == Long.MIN_VALUE ? lineMillis : millis[i], values[i]);
        return true;
    }

    /**
     * The channel counts as known only when the output has taken it: one that it could not take is told again. Its index, or -1 when a
     * limit keeps it out, for now or for good.
     */
    private int tellNewChannel(int i, DecoderOutput out) {
        byte[] name = newNames[i];
        byte[] unit = Arrays.copyOfRange(unitBytes[i], unitFrom[i], unitTo[i]);
        int index = channels.prepare(name, unit, arrivalMillis);
        if (index == NEW) {
            limits.remember(name, 0, name.length);
            return NEW;
        }
        boolean told = channels.isToldAtOnce();
        if (told) {
            out.channel(
                    index,
                    LineText.string(name, 0, name.length),
                    unit.length == 0 ? null : LineText.string(unit, 0, unit.length));
        } else {
            limits.remember(name, 0, name.length);
        }
        channels.add(arrivalMillis);
        return told ? index : NEW;
    }

    /** The index, or -1 when the channel was not heard at two different times yet. */
    private int tellChannelHeardAgain(int index, DecoderOutput out) {
        if (!channels.wasHeardAgain(index)) {
            return NEW;
        }
        out.channel(index, channels.name(index), channels.unit(index));
        channels.setTold(index);
        return index;
    }

    /** The same as for a channel, for a unit. */
    private void tellNewUnit(int index, int i, DecoderOutput out) {
        if (!channels.hasUnit(index, unitBytes[i], unitFrom[i], unitTo[i])) {
            byte[] unit = Arrays.copyOfRange(unitBytes[i], unitFrom[i], unitTo[i]);
            out.channel(index, channels.name(index), LineText.string(unit, 0, unit.length));
            channels.setUnit(index, unit);
        }
    }

    /** All columns exist before the first is replaced: when memory runs out in between, nothing has changed. */
    private void grow() {
        int[] moreChannels = Arrays.copyOf(channel, 2 * size);
        long[] moreMillis = Arrays.copyOf(millis, 2 * size);
        double[] moreValues = Arrays.copyOf(values, 2 * size);
        byte[][] moreNames = Arrays.copyOf(newNames, 2 * size);
        byte[][] moreUnits = Arrays.copyOf(unitBytes, 2 * size);
        int[] moreFrom = Arrays.copyOf(unitFrom, 2 * size);
        int[] moreTo = Arrays.copyOf(unitTo, 2 * size);
        channel = moreChannels;
        millis = moreMillis;
        values = moreValues;
        newNames = moreNames;
        unitBytes = moreUnits;
        unitFrom = moreFrom;
        unitTo = moreTo;
    }
}
