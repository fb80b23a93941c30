package vigie.store.sqlite.block;

import java.nio.ByteBuffer;

/** One way to write the values of a block, and to read them back bit by bit. Stateless. */
sealed interface ValueCodec {
    /** Of one value. */
    int MAX_BYTES = VarInts.MAX_BYTES;

    /** Says in the block which way it is. */
    byte code();

    void put(ByteBuffer block, TimedValues readings, int begin, int end);

    /** Takes a value for each of these times. */
    void get(ByteBuffer block, long[] times, TimedValues target);

    /** Values that all are decimal numbers of few places are written as such. */
    static ValueCodec shortestFor(TimedValues readings, int begin, int end) {
        for (byte places = 0; places <= Decimals.MAX_PLACES; places++) {
            Decimals decimals = new Decimals(places);
            if (decimals.fits(readings, begin, end)) {
                return decimals;
            }
        }
        return new Bits();
    }

    /** The one that said this {@linkplain #code of itself}. */
    static ValueCodec of(byte code) {
        if (code == Bits.CODE) {
            return new Bits();
        }
        if (code < 0 || code > Decimals.MAX_PLACES) {
            throw new IllegalArgumentException("values of kind " + code);
        }
        return new Decimals(code);
    }

    /**
     * Decimal numbers, each as the difference to the one before, in units of the last place. Minus zero is a value of its own: a
     * value with the sign is written as {@code -1 - magnitude}.
     *
     * @param code how many places they have behind the point
     */
    record Decimals(byte code) implements ValueCodec {
        static final int MAX_PLACES = 9;

        /** Up to here a double holds every whole number, and dividing it by the power of ten gives what reading the text gives. */
        private static final double MAX_MAGNITUDE = 0x1p53;

        boolean fits(TimedValues readings, int begin, int end) {
            double scale = scale();
            for (int i = begin; i < end; i++) {
                double magnitude = Math.abs(readings.value(i));
                double units = Math.rint(magnitude * scale);
                if (units > MAX_MAGNITUDE || units / scale != magnitude) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void put(ByteBuffer block, TimedValues readings, int begin, int end) {
            double scale = scale();
            long before = 0;
            for (int i = begin; i < end; i++) {
                long units = units(readings.value(i), scale);
                VarInts.put(block, units - before);
                before = units;
            }
        }

        private static long units(double value, double scale) {
            long units = (long) Math.rint(Math.abs(value) * scale);
            return Double.doubleToRawLongBits(value) < 0 ? ~units : units;
        }

        @Override
        public void get(ByteBuffer block, long[] times, TimedValues target) {
            double scale = scale();
            long units = 0;
            for (long time : times) {
                units += VarInts.get(block);
                target.add(time, units < 0 ? -(~units / scale) : units / scale);
            }
        }

        private double scale() {
            return Math.pow(10, code);
        }
    }

    /**
     * Any doubles: what differs from the bits of the one before, without the bytes of zeros at both ends. Before it stands a byte
     * that tells how many these are: 0 when nothing differs, otherwise 1 + 8 × those in front + those behind.
     */
    record Bits() implements ValueCodec {
        static final byte CODE = 15;

        @Override
        public byte code() {
            return CODE;
        }

        @Override
        public void put(ByteBuffer block, TimedValues readings, int begin, int end) {
            long before = 0;
            for (int i = begin; i < end; i++) {
                long bits = Double.doubleToRawLongBits(readings.value(i));
                put(block, bits ^ before);
                before = bits;
            }
        }

        private static void put(ByteBuffer block, long difference) {
            if (difference == 0) {
                block.put((byte) 0);
                return;
            }
            int front = Long.numberOfLeadingZeros(difference) / Byte.SIZE;
            int behind = Long.numberOfTrailingZeros(difference) / Byte.SIZE;
            block.put((byte) (1 + 8 * front + behind));
            for (int at = Long.BYTES - 1 - front; at >= behind; at--) {
                block.put((byte) (difference >>> (at * Byte.SIZE)));
            }
        }

        @Override
        public void get(ByteBuffer block, long[] times, TimedValues target) {
            long bits = 0;
            for (long time : times) {
                bits ^= difference(block);
                target.add(time, Double.longBitsToDouble(bits));
            }
        }

        private static long difference(ByteBuffer block) {
            int head = block.get() - 1;
            if (head < 0) {
                return 0;
            }
            int front = head / 8;
            int behind = head % 8;
            long difference = 0;
            for (int at = Long.BYTES - 1 - front; at >= behind; at--) {
                difference |= (block.get() & 0xffL) << (at * Byte.SIZE);
            }
            return difference;
        }
    }
}
