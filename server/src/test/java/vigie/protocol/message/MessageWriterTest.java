package vigie.protocol.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.protocol.WireFormat;

class MessageWriterTest {
    private static final long TIME = 1_763_875_200_223L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MessageWriter json = new MessageWriter(WireFormat.JSON);

    @Test
    void update_isTheTextOfTheProtocol() {
        json.update(out, 48_214, TIME, 0, sink -> {
            sink.reading("bench/temperature", TIME - 73, 21.6);
            sink.reading("bench/humidity", TIME - 73, 40.25);
            sink.reading("bench/state", TIME - 72, 0);
        });
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"type\":\"update\",\"seq\":48214,\"time\":1763875200223,\"readings\":["
                        + "[\"bench/temperature\",1763875200150,21.6],[\"bench/humidity\",1763875200150,40.25],"
                        + "[\"bench/state\",1763875200151,0.0]]}");
    }

    @Test
    void update_noReadings_anEmptyArray() {
        json.update(out, 1, TIME, 3, sink -> {});
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"type\":\"update\",\"seq\":1,\"time\":1763875200223,\"thinned\":3,\"readings\":[]}");
    }

    @Test
    void backfill_isTheTextOfTheProtocol() {
        json.backfill(out, 5, 7, null, sink -> sink.reading("a/b", 0, -1.5));
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"type\":\"backfill\",\"from\":5,\"to\":7,\"complete\":true,\"readings\":[[\"a/b\",0,-1.5]]}");
    }

    @Test
    void backfill_memoryDoesNotReach_saysSinceWhenItDoes() {
        json.backfill(out, 5, 7, TIME, sink -> {});
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"type\":\"backfill\",\"from\":5,\"to\":7,\"complete\":false,"
                        + "\"reaches\":1763875200223,\"readings\":[]}");
    }

    @Test
    void trouble_isTheTextOfTheProtocol() {
        json.event(out, new Event(17, Happening.trouble(new Trouble("history", "the disk is full", false, TIME))));
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"type\":\"event\",\"id\":17,\"time\":1763875200223,\"kind\":\"trouble\",\"about\":\"history\","
                                + "\"text\":\"the disk is full\"}");
    }

    @Test
    void trouble_over_saysSo() {
        json.event(out, new Event(18, Happening.trouble(new Trouble("history", "kept again", true, TIME))));
        assertThat(out.toString(UTF_8)).endsWith("\"text\":\"kept again\",\"over\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/température", "a/\uD83D\uDE00", "a/q\"uote", "a/back\\slash", "a/tab\t", "a/\u007f", ""})
    void update_nameThatIsNotPlain_isWrittenAsJacksonDoes(String name) {
        json.update(out, 1, TIME, 0, sink -> {
            sink.reading("plain/first", TIME, 1);
            sink.reading(name, TIME, 2);
            sink.reading("plain/last", TIME, 3);
        });
        JsonNode readings = WireFormat.JSON.mapper().readTree(out.toByteArray()).get("readings");
        assertThat(readings).hasSize(3);
        assertThat(readings.get(1).get(0).asString()).isEqualTo(name);
        assertThat(readings.get(2).get(2).asDouble()).isEqualTo(3);
    }

    /** Longer than any piece, so that pieces are cut everywhere. */
    @Test
    void update_manyReadings_everyByteAsJacksonWritesIt() {
        String[] names = {
            "a/b", "bench/temperature", "x/" + "y".repeat(64), "z/" + "ü".repeat(64), "n/" + "m".repeat(3000)
        };
        Random random = new Random(7);
        double[] values =
                random.doubles(2_000).map(it -> Math.round(it * 1e5) / 1e3).toArray();
        values[17] = 1 / 3.0;
        json.update(out, 9, TIME, 0, sink -> {
            for (int i = 0; i < values.length; i++) {
                sink.reading(names[i % names.length], TIME + i / 3, values[i]);
            }
        });

        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (JsonGenerator generator = WireFormat.JSON.generator(plain)) {
            generator.writeStartObject();
            generator.writeStringProperty("type", "update");
            generator.writeNumberProperty("seq", 9);
            generator.writeNumberProperty("time", TIME);
            generator.writeArrayPropertyStart("readings");
            for (int i = 0; i < values.length; i++) {
                generator.writeStartArray();
                generator.writeString(names[i % names.length]);
                generator.writeNumber(TIME + i / 3);
                generator.writeNumber(values[i]);
                generator.writeEndArray();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        assertThat(out.toByteArray()).isEqualTo(plain.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    void update_saysTheSameInEveryFormat(WireFormat format) {
        new MessageWriter(format).update(out, 2, TIME, 5, sink -> sink.reading("a/ü", TIME - 1, 21.625));
        JsonNode message = format.mapper().readTree(out.toByteArray());
        assertThat(message.get("seq").asLong()).isEqualTo(2);
        assertThat(message.get("thinned").asLong()).isEqualTo(5);
        JsonNode reading = message.get("readings").get(0);
        assertThat(reading.get(0).asString()).isEqualTo("a/ü");
        assertThat(reading.get(1).asLong()).isEqualTo(TIME - 1);
        assertThat(reading.get(2).asDouble()).isEqualTo(21.625);
    }
}
