package vigie.protocol;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** How messages are written: the same words as JSON in text frames or as CBOR (RFC 8949) in binary frames. */
public enum WireFormat {
    /** RFC 8259; what a client gets that asks for nothing. */
    JSON("vigie.v1.json", jsonMapper()),
    /** RFC 8949. */
    CBOR("vigie.v1.cbor", cborMapper());

    /** No message of a client nests deeper. */
    private static final int MAX_DEPTH = 16;

    private final String subprotocol;

    @SuppressWarnings("ImmutableEnumChecker") // Mappers of Jackson 3 are immutable; only the annotation is missing.
    private final ObjectMapper mapper;

    WireFormat(String subprotocol, ObjectMapper mapper) {
        this.subprotocol = subprotocol;
        this.mapper = mapper;
    }

    /** As asked for in {@code Sec-WebSocket-Protocol}. */
    public String subprotocol() {
        return subprotocol;
    }

    /** Whether its messages travel in text frames. */
    public boolean isText() {
        return this == JSON;
    }

    /** The format of this name, or null when the server does not know it. */
    public static @Nullable WireFormat ofSubprotocol(String name) {
        for (WireFormat format : values()) {
            if (format.subprotocol.equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** Reads and writes whole values; safe from any thread. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /** Writes one message; closing it does not close the stream. */
    public JsonGenerator generator(OutputStream out) {
        return mapper.writer().createGenerator(out);
    }

    private static ObjectMapper jsonMapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(constraints())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static ObjectMapper cborMapper() {
        return CBORMapper.builder(CBORFactory.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(constraints())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
    }
}
