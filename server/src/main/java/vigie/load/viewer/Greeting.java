package vigie.load.viewer;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.load.LoadException;
import vigie.protocol.WireFormat;
import vigie.protocol.message.MessageWriter;

/**
 * Who a server says it is.
 *
 * @param server such as {@code vigie 0.1.0}
 * @param tickMillis the period of its updates
 * @param sensors the ids that the session sees
 */
public record Greeting(String server, long tickMillis, List<String> sensors) {
    public Greeting {
        sensors = List.copyOf(sensors);
    }

    /**
     * Reads a welcome.
     *
     * @throws LoadException when it is none
     */
    public static Greeting of(byte[] message, WireFormat format) throws LoadException {
        ObjectMapper mapper = format.isText() ? JsonMapper.shared() : CBORMapper.shared();
        JsonNode welcome;
        try {
            welcome = mapper.readTree(message);
        } catch (JacksonException e) {
            throw new LoadException("the first message is not " + format);
        }
        if (!welcome.path("type").asString("").equals("welcome")
                || !welcome.path("protocol").asString("").equals(MessageWriter.PROTOCOL)) {
            throw new LoadException("the first message is no welcome of " + MessageWriter.PROTOCOL);
        }
        List<String> sensors = new ArrayList<>();
        welcome.path("sensors").forEach(sensor -> sensors.add(sensor.path("id").asString("")));
        return new Greeting(
                welcome.path("server").asString(""), welcome.path("tick").asLong(0), sensors);
    }
}
