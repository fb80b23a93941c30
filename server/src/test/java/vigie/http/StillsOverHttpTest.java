package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.still.SamplePictures;

/** Stills asked for and sent over HTTP; what is refused has a test of its own. */
final class StillsOverHttpTest extends StillVisitor {
    @Test
    void sentPicture_isThereUnderItsTime_forEver() throws Exception {
        byte[] picture = SamplePictures.jpeg(30, 20);
        HttpResponse<byte[]> created = post(DOOR + "?time=" + TIME, "image/jpeg", picture);
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode answer = json(created);
        assertThat(answer.get("sensor").stringValue()).isEqualTo("door/camera");
        assertThat(answer.get("time").longValue()).isEqualTo(TIME);
        assertThat(answer.get("id").longValue()).isEqualTo(1);
        assertThat(answer.get("kept").booleanValue()).isTrue();
        String location = created.headers().firstValue("location").orElseThrow();
        HttpResponse<byte[]> exact = get(location);
        assertThat(exact.body()).isEqualTo(picture);
        assertThat(exact.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(exact.headers().firstValue("x-vigie-time")).hasValue(Long.toString(TIME));
        assertThat(exact.headers().firstValue("cache-control")).hasValue("private, max-age=31536000, immutable");
        assertThat(get(DOOR).headers().firstValue("cache-control")).hasValue("private, no-cache");
        String tag = exact.headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> known = get(DOOR, "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void at_givesTheNewestThen_andNoneBeforeTheFirst() throws Exception {
        post(DOOR + "?time=" + TIME, "image/png", SamplePictures.png(5, 5));
        post(DOOR + "?time=" + (TIME + 1000), "image/png", SamplePictures.png(6, 5));
        assertThat(get(DOOR + "?at=" + (TIME + 999)).headers().firstValue("x-vigie-time"))
                .hasValue(Long.toString(TIME));
        assertThat(get(DOOR + "?at=now").headers().firstValue("x-vigie-time")).hasValue(Long.toString(TIME + 1000));
        HttpResponse<byte[]> before = get(DOOR + "?at=" + (TIME - 1));
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(detail(before)).contains("door/camera has no still at or before that time");
        JsonNode times = json(get(DOOR + "/times?from=2025-11-23T00:00:00Z&to=" + (TIME + 1001)));
        assertThat(times.get("times").toString()).isEqualTo("[" + TIME + "," + (TIME + 1000) + "]");
        assertThat(json(get(DOOR + "/times?from=0&limit=1")).get("times").toString())
                .isEqualTo("[" + (TIME + 1000) + "]");
        assertThat(json(get(DOOR + "/times")).get("times").isEmpty())
                .as("the last day")
                .isTrue();
    }

    @Test
    void matrix_comesAsNumbers_deflated_orAsJson() throws Exception {
        String matrix = SamplePictures.matrix(3, 4);
        assertThat(post(DOOR, "application/json; charset=utf-8", matrix.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> plain = get(DOOR);
        assertThat(plain.headers().firstValue("content-type")).hasValue("application/vnd.vigie.matrix");
        assertThat(plain.headers().firstValue("x-vigie-rows")).hasValue("3");
        assertThat(plain.headers().firstValue("x-vigie-columns")).hasValue("4");
        assertThat(plain.headers().firstValue("x-vigie-low")).hasValue("0.0");
        assertThat(plain.headers().firstValue("x-vigie-high")).hasValue("11.0");
        assertThat(plain.headers().firstValue("x-vigie-unit")).hasValue("%C2%B0C");
        float[] values = new float[12];
        ByteBuffer.wrap(plain.body())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values[1]).isNaN();
        assertThat(values[11]).isEqualTo(11);
        HttpResponse<byte[]> deflated = get(DOOR, "Accept-Encoding", "gzip, deflate");
        assertThat(deflated.headers().firstValue("content-encoding")).hasValue("deflate");
        JsonNode json = json(get(DOOR, "Accept", "application/json"));
        assertThat(json.get("rows").intValue()).isEqualTo(3);
        assertThat(json.get("unit").stringValue()).isEqualTo("°C");
        assertThat(json.get("values").get(1).isNull()).isTrue();
        assertThat(json.get("values").get(11).floatValue()).isEqualTo(11);
    }

    @Test
    void list_namesEverySensor() throws Exception {
        JsonNode list = json(get("/api/stills")).get("stills");
        assertThat(list.get(0).get("sensor").stringValue()).isEqualTo("door/camera");
        assertThat(list.get(0).get("last").isNull()).isTrue();
        post(DOOR + "?time=" + TIME, "image/png", SamplePictures.png(5, 5));
        list = json(get("/api/stills")).get("stills");
        assertThat(list.get(0).get("last").longValue()).isEqualTo(TIME);
        assertThat(list.get(0).get("cadence").intValue()).isEqualTo(3_600_000);
        assertThat(list.get(1).get("name").stringValue()).isEqualTo("Oven");
        assertThat(list.get(1).has("cadence")).isFalse();
    }

    @Test
    void expectContinue_isAnswered_andTheConnectionGoesOn() throws Exception {
        byte[] picture = SamplePictures.png(5, 5);
        String head = "POST " + DOOR + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: "
                + picture.length + "\r\n";
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(head + "Expect: 100-continue\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 100 ");
            raw.send(picture);
            assertThat(raw.answer()).contains("\"id\":1");
            raw.send(head + "\r\n");
            for (byte one : picture) {
                raw.send(new byte[] {one});
            }
            assertThat(raw.answer()).contains("\"id\":2");
            raw.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(raw.answer()).contains("ok");
        }
    }

    @Test
    void restart_everythingIsThere() throws Exception {
        byte[] picture = SamplePictures.largePng(5_000_000);
        assertThat(post(DOOR + "?time=" + TIME, "image/png", picture).statusCode())
                .isEqualTo(201);
        running.close();
        running = new StillServer(folder);
        assertThat(get(DOOR + "?at=" + TIME).body()).isEqualTo(picture);
    }
}
