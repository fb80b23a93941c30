package vigie.store.sqlite.file;

/**
 * When the tail is packed.
 *
 * @param tailRows as soon as it has so many rows: every question reads it through, and every row less makes smaller blocks
 * @param blockReadings sensors with fewer readings than that wait in the tail for more, unless these sensors are half of it
 */
public record Packing(int tailRows, int blockReadings) {
    /** 0.7 MB of tail, 1 ms for a question; 200 sensors at one pace get blocks of 160. */
    public static final Packing DEFAULT = new Packing(32_768, 64);
}
