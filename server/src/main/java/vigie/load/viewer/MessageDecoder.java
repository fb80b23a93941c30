package vigie.load.viewer;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;
import vigie.load.result.MessageFacts;
import vigie.protocol.WireFormat;

/** Reads a message as far as it is counted. Not thread-safe; close it, since inflating holds memory outside the heap. */
public final class MessageDecoder implements AutoCloseable {
    /** What a sender leaves away at the end of each message (RFC 7692, section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int MAX_INFLATED = 64 * 1024 * 1024;
    private static final int TIME = 1;

    private final TokenStreamFactory factory;
    private final Inflater inflater = new Inflater(true);

    public MessageDecoder(WireFormat format) {
        factory = format.isText() ? new JsonFactory() : new CBORFactory();
    }

    /** {@link MessageFacts#UNREADABLE} when it is no message of the protocol. */
    MessageFacts decode(byte[] payload, boolean compressed) {
        try {
            return facts(compressed ? inflated(payload) : payload);
        } catch (JacksonException | DataFormatException e) {
            return MessageFacts.UNREADABLE;
        }
    }

    /** The message without compression. */
    private byte[] inflated(byte[] payload) throws DataFormatException {
        inflater.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length * 4);
        inflate(payload, out);
        inflate(TAIL, out);
        return out.toByteArray();
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void inflate(byte[] payload, ByteArrayOutputStream out) throws DataFormatException {
        byte[] part = new byte[4096];
        inflater.setInput(payload);
        int count = inflater.inflate(part);
        while (count > 0) {
            out.write(part, 0, count);
            if (out.size() > MAX_INFLATED) {
                throw new DataFormatException("more than " + MAX_INFLATED + " bytes");
            }
            count = inflater.inflate(part);
        }
    }

    private MessageFacts facts(byte[] message) {
        Draft draft = new Draft();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return MessageFacts.UNREADABLE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                draft.take(parser);
            }
        }
        return draft.facts();
    }

    /** A message while it is read. */
    private static final class Draft {
        private String type = "";
        private long seq;
        private long tickMillis;
        private long newestMillis;
        private int readings;
        private long thinned;

        void take(JsonParser parser) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getString();
                case "seq" -> seq = parser.getLongValue();
                case "time" -> tickMillis = parser.getLongValue();
                case "thinned" -> thinned = parser.getLongValue();
                case "readings" -> takeReadings(parser);
                default -> {
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    }
                }
            }
        }

        private void takeReadings(JsonParser parser) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                readings++;
                int place = 0;
                for (JsonToken token = parser.nextToken();
                        token != null && token != JsonToken.END_ARRAY;
                        token = parser.nextToken()) {
                    if (place++ == TIME) {
                        newestMillis = Math.max(newestMillis, parser.getLongValue());
                    }
                }
            }
        }

        MessageFacts facts() {
            return new MessageFacts(MessageFacts.Kind.ofType(type), seq, tickMillis, newestMillis, readings, thinned);
        }
    }
}
