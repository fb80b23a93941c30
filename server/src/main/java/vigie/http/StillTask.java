package vigie.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import vigie.live.LiveFeed;
import vigie.sensor.SensorId;
import vigie.still.MatrixBytes;
import vigie.still.MatrixScale;
import vigie.still.Still;
import vigie.still.StillContent;
import vigie.still.StillException;
import vigie.still.StillHub;

/** One question about stills, answered on a worker. */
final class StillTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StillTask.class);

    private final BodyStream body;
    private final StillHub stills;
    private final LiveFeed feed;
    private final StillQuery query;
    private final StillWish wish;

    StillTask(BodyStream body, StillHub stills, LiveFeed feed, StillQuery query, StillWish wish) {
        this.body = body;
        this.stills = stills;
        this.feed = feed;
        this.query = query;
        this.wish = wish;
    }

    @Override
    public void run() {
        try {
            SensorId sensor = query.sensor();
            if (sensor == null) {
                json(list());
            } else if (!stills.knows(sensor)) {
                notFound(sensor + " gives no stills (expected: one of /api/stills)");
            } else if (query.times()) {
                json(times(sensor));
            } else {
                still(sensor);
            }
        } catch (IOException e) {
            LOG.debug("a still was not taken: {}", e.getMessage());
            body.cutOff();
        } catch (StillException | RuntimeException e) {
            body.fail(AnswerFailure.unexpected(StillPath.LIST, e));
        }
    }

    private byte[] list() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        feed.writeStills(out);
        return out.toByteArray();
    }

    private byte[] times(SensorId sensor) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sensor", sensor.toString());
        answer.put("times", stills.times(sensor, query.from(), query.to(), query.limit()));
        return JsonMapper.shared().writeValueAsBytes(answer);
    }

    private void still(SensorId sensor) throws IOException, StillException {
        Still still = stills.at(sensor, query.at());
        if (still == null) {
            notFound(sensor + " has no still at or before that time (expected: a later one)");
            return;
        }
        Answer head = head(still);
        String tag = String.valueOf(head.headers().get(HttpHeaderNames.ETAG.toString()));
        if (wish.seen().contains(tag) || wish.seen().contains("*")) {
            body.fail(new Answer(HttpResponseStatus.NOT_MODIFIED, new byte[0], head.headers()));
            return;
        }
        send(head, bytes(still));
    }

    private Answer head(Still still) {
        StillContent content = still.content();
        MatrixScale scale = content.scale();
        boolean json = scale != null && wish.json();
        boolean deflated = scale != null && !json && wish.deflate();
        Answer head = Answer.of(
                        HttpResponseStatus.OK,
                        json ? "application/json" : content.type().media(),
                        new byte[0])
                .with("X-Vigie-Time", Long.toString(still.epochMillis()))
                .with(
                        HttpHeaderNames.ETAG,
                        "\"" + still.epochMillis() + "-" + still.id() + (json ? "-json" : deflated ? "-deflate" : "")
                                + "\"")
                .with(HttpHeaderNames.CACHE_CONTROL, caching(still));
        if (scale == null) {
            return head;
        }
        head = measured(head, content, scale).with(HttpHeaderNames.VARY, "Accept, Accept-Encoding");
        return deflated ? head.with(HttpHeaderNames.CONTENT_ENCODING, "deflate") : head;
    }

    /** Of one sensor there is one still of a time, for ever. */
    private String caching(Still still) {
        return query.at() == still.epochMillis() ? "private, max-age=31536000, immutable" : "private, no-cache";
    }

    private static Answer measured(Answer head, StillContent content, MatrixScale scale) {
        Answer measured = head.with("X-Vigie-Rows", Integer.toString(content.rows()))
                .with("X-Vigie-Columns", Integer.toString(content.columns()));
        if (!Float.isNaN(scale.low())) {
            measured = measured.with("X-Vigie-Low", Float.toString(scale.low()))
                    .with("X-Vigie-High", Float.toString(scale.high()));
        }
        // A header holds ASCII: the unit is escaped as in a URL.
        return scale.unit() == null
                ? measured
                : measured.with(
                        "X-Vigie-Unit",
                        URLEncoder.encode(scale.unit(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private byte[] bytes(Still still) throws StillException {
        StillContent content = still.content();
        MatrixScale scale = content.scale();
        if (scale == null || (!wish.json() && wish.deflate())) {
            return content.payload();
        }
        return wish.json() ? matrixJson(still, scale) : MatrixBytes.inflated(content);
    }

    private static byte[] matrixJson(Still still, MatrixScale scale) throws StillException {
        float[] values = MatrixBytes.values(still.content());
        @Nullable Float[] orNull = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            orNull[i] = Float.isNaN(values[i]) ? null : (Float) values[i];
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rows", still.content().rows());
        json.put("columns", still.content().columns());
        if (scale.unit() != null) {
            json.put("unit", scale.unit());
        }
        json.put("values", orNull);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    private void json(byte[] document) throws IOException {
        send(Answer.json(new byte[0]), document);
    }

    private void notFound(String why) {
        body.fail(Answer.problem(HttpResponseStatus.NOT_FOUND, why));
    }

    private void send(Answer head, byte[] bytes) throws IOException {
        body.begin(head);
        if (body.isWanted()) {
            body.write(bytes, 0, bytes.length);
        }
        body.end();
    }
}
