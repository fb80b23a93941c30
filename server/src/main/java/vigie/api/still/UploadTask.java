package vigie.api.still;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import vigie.http.route.Answer;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.content.Still;
import vigie.still.content.StillException;
import vigie.still.content.StillType;

/** A still that somebody sent, taken or refused on a worker. */
final class UploadTask implements Supplier<Answer> {
    private final StillIntake intake;
    private final byte[] bytes;
    private final long epochMillis;
    private final StillType claimed;

    UploadTask(StillIntake intake, byte[] bytes, long epochMillis, StillType claimed) {
        this.intake = intake;
        this.bytes = bytes;
        this.epochMillis = epochMillis;
        this.claimed = claimed;
    }

    @Override
    public Answer get() {
        try {
            return created(intake.take(bytes, epochMillis, claimed));
        } catch (StillException e) {
            return Answer.problem(statusOf(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    private static HttpResponseStatus statusOf(StillException.Kind kind) {
        return switch (kind) {
            case TOO_LARGE -> HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
            case WRONG_TYPE -> HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNREADABLE, INCOMPLETE -> HttpResponseStatus.BAD_REQUEST;
        };
    }

    private static Answer created(StillHub.Published published) {
        Still still = published.still();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sensor", still.sensor().toString());
        document.put("time", still.epochMillis());
        document.put("id", still.id());
        document.put("kept", published.kept());
        return Answer.of(
                        HttpResponseStatus.CREATED,
                        "application/json",
                        JsonMapper.shared().writeValueAsBytes(document))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .with(HttpHeaderNames.LOCATION, StillPath.LIST + "/" + still.sensor() + "?at=" + still.epochMillis());
    }
}
