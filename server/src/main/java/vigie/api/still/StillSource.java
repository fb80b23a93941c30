package vigie.api.still;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;
import vigie.http.route.BodySource;
import vigie.http.route.BodyStream;
import vigie.sensor.SensorId;
import vigie.still.StillHub;
import vigie.still.content.MatrixScale;
import vigie.still.content.Still;
import vigie.still.content.StillBytes;
import vigie.still.content.StillContent;
import vigie.still.reader.MatrixValues;

/** A still of a sensor, found and read on workers as its client takes it. */
final class StillSource implements BodySource {
    private final StillHub stills;
    private final SensorId sensor;
    private final long at;
    private final StillWish wish;
    private @Nullable StillBody body;

    /**
     * @param at epoch milliseconds: the newest at or before
     */
    StillSource(StillHub stills, SensorId sensor, long at, StillWish wish) {
        this.stills = stills;
        this.sensor = sensor;
        this.at = at;
        this.wish = wish;
    }

    @Override
    public boolean writeSome(BodyStream out) throws IOException {
        if (body == null) {
            Still still = find(out);
            if (still == null) {
                return false;
            }
            body = body(still);
        }
        return body.writeSome(out);
    }

    /** Begins the answer; null when it is another one, which is sent. */
    private @Nullable Still find(BodyStream out) {
        Still still = stills.knows(sensor) ? stills.at(sensor, at) : null;
        if (still == null) {
            out.answerInstead(Answer.problem(
                    HttpResponseStatus.NOT_FOUND,
                    stills.knows(sensor)
                            ? sensor + " has no still at or before that time (expected: a later one)"
                            : sensor + " gives no stills (expected: one of /api/stills)"));
            return null;
        }
        Answer head = head(still);
        String tag = String.valueOf(head.headers().get(HttpHeaderNames.ETAG.toString()));
        if (wish.seen().contains(tag) || wish.seen().contains("*")) {
            out.answerInstead(new Answer(HttpResponseStatus.NOT_MODIFIED, new byte[0], head.headers()));
            return null;
        }
        out.begin(head);
        return out.isWanted() ? still : null;
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
        return at == still.epochMillis() ? "private, max-age=31536000, immutable" : "private, no-cache";
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

    private StillBody body(Still still) {
        StillContent content = still.content();
        MatrixScale scale = content.scale();
        StillBytes bytes = stills.bytes(still);
        if (scale == null || (!wish.json() && wish.deflate())) {
            return new StillBytesBody(bytes);
        }
        MatrixValues values = new MatrixValues(bytes, content.rows() * content.columns());
        return wish.json()
                ? new MatrixJsonBody(values, content.rows(), content.columns(), scale.unit())
                : new MatrixBytesBody(values);
    }
}
