package vigie.client;

import tools.jackson.databind.JsonNode;

/** A still as it came, whole. */
public final class LiveStill {
    private final JsonNode header;
    private final byte[] bytes;

    LiveStill(JsonNode header, byte[] bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /** The fields of its last part, such as {@code rows} and {@code unit}. */
    public JsonNode header() {
        return header;
    }

    /** Whose it is. */
    public String sensor() {
        return header.path("sensor").asString("");
    }

    /** When it was taken. */
    public long epochMillis() {
        return header.path("time").asLong(0);
    }

    /** Its media type. */
    public String media() {
        return header.path("media").asString("");
    }

    /** As they travelled: of a matrix deflated (RFC 1950). The listener's to keep. */
    public byte[] bytes() {
        return bytes;
    }
}
