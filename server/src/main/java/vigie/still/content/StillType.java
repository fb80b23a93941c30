package vigie.still.content;

import org.jspecify.annotations.Nullable;

/** What a still is. */
public enum StillType {
    /** ISO/IEC 15948. */
    PNG("image/png", "png"),
    /** ISO/IEC 10918-1. */
    JPEG("image/jpeg", "jpg"),
    /**
     * Rows and columns of numbers: IEEE 754 single precision, little endian, row after row, NaN for no value; deflated as of
     * RFC 1950.
     */
    MATRIX("application/vnd.vigie.matrix", "vmx");

    private final String media;
    private final String suffix;

    StillType(String media, String suffix) {
        this.media = media;
        this.suffix = suffix;
    }

    /** Its media type. */
    public String media() {
        return media;
    }

    /** How its bytes travel: pictures are compressed already. */
    public String encoding() {
        return this == MATRIX ? "deflate" : "identity";
    }

    /** What a kept file's name ends with, without the dot. */
    public String suffix() {
        return suffix;
    }

    public static @Nullable StillType ofSuffix(String suffix) {
        for (StillType type : values()) {
            if (type.suffix.equals(suffix)) {
                return type;
            }
        }
        return null;
    }
}
