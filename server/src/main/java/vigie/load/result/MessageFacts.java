package vigie.load.result;

import tools.jackson.databind.JsonNode;

/**
 * What a message says that is counted.
 *
 * @param kind which message
 * @param seq the place in the stream that a client has reached with it; of a welcome and an update
 * @param tickMillis the server's clock, epoch milliseconds
 * @param newestMillis the time of its newest reading, epoch milliseconds; 0 without readings
 * @param readings how many readings it carries
 * @param thinned how many updates were left out before it
 */
public record MessageFacts(Kind kind, long seq, long tickMillis, long newestMillis, int readings, long thinned) {
    /** The messages of the protocol, as far as they are told apart. */
    public enum Kind {
        WELCOME,
        UPDATE,
        PROBLEM,
        /** One of the others. */
        OTHER,
        /** It cannot be decoded. */
        UNREADABLE;

        /** The kind of messages with this {@code type}; a message has one. */
        public static Kind ofType(String type) {
            return switch (type) {
                case "welcome" -> WELCOME;
                case "update" -> UPDATE;
                case "problem" -> PROBLEM;
                case "" -> UNREADABLE;
                default -> OTHER;
            };
        }
    }

    public static final MessageFacts UNREADABLE = new MessageFacts(Kind.UNREADABLE, 0, 0, 0, 0, 0);

    /** Those of a message that was decoded whole. */
    public static MessageFacts of(JsonNode message) {
        JsonNode readings = message.path("readings");
        long newestMillis = 0;
        for (JsonNode reading : readings) {
            newestMillis = Math.max(newestMillis, reading.path(1).asLong(0));
        }
        return new MessageFacts(
                Kind.ofType(message.path("type").asString("")),
                message.path("seq").asLong(0),
                message.path("time").asLong(0),
                newestMillis,
                readings.size(),
                message.path("thinned").asLong(0));
    }
}
