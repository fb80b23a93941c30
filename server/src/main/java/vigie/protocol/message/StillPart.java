package vigie.protocol.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A binary message that carries a part of a still, understood: the other end of {@link StillHeader}. Immutable but for its bytes. */
public final class StillPart {
    private static final ObjectReader HEADER =
            new CBORMapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode header;
    private final byte[] bytes;

    private StillPart(JsonNode header, byte[] bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /** Null when the message is something else. */
    public static @Nullable StillPart of(byte[] message) {
        try (JsonParser parser = HEADER.createParser(message)) {
            JsonNode header = HEADER.readValue(parser);
            int begin = (int) parser.currentLocation().getByteOffset();
            return header != null && header.path("type").asString("").equals(StillHeader.TYPE)
                    ? new StillPart(header, Arrays.copyOfRange(message, begin, message.length))
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The fields. */
    public JsonNode header() {
        return header;
    }

    /** The bytes of this part. */
    public byte[] bytes() {
        return bytes;
    }
}
