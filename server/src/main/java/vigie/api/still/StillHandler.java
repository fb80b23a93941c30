package vigie.api.still;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vigie.http.route.Answer;
import vigie.http.route.AnswerFailure;
import vigie.http.route.AnswerRoom;
import vigie.http.route.RequestPath;
import vigie.http.route.Workers;
import vigie.http.settings.HttpSettings;
import vigie.live.LiveFeed;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.sensor.SensorId;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.content.StillType;

/**
 * Answers {@code /api/stills…}: the sensors, a still, the times of stills, and takes stills that are sent. What it does may block, and so
 * may who takes a still: it does so on workers of its own, which bounds the memory of stills under way.
 */
@Sharable
public final class StillHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    private static final int QUESTION_THREADS = 2;
    private static final int QUESTIONS = 512;
    /** Each reads one still, which takes memory. */
    private static final int INTAKE_THREADS = 2;

    private static final int INTAKES = 64;

    private final StillHub stills;
    private final LiveFeed feed;
    private final Clock clock;
    private final UploadRoom uploads;
    private final Workers questions;
    private final Workers intakes;

    /**
     * @param room the memory of answers under way
     */
    public StillHandler(StillHub stills, LiveFeed feed, Clock clock, AnswerRoom room) {
        this.stills = stills;
        this.feed = feed;
        this.clock = clock;
        this.uploads = UploadRoom.ofHeap(stills.settings().maxStillBytes());
        this.questions = new Workers("http-stills", QUESTION_THREADS, QUESTIONS, room);
        this.intakes = new Workers("http-intake", INTAKE_THREADS, INTAKES, room);
    }

    /** Collects what is sent on one connection. */
    public UploadHandler uploads(HttpSettings settings) {
        return new UploadHandler(settings, stills, uploads);
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request && StillPath.isStills(RequestPath.of(request));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        try {
            StillPath path = StillPath.of(request);
            QueryParameters query = new QueryParameters(new QueryStringDecoder(request.uri()).parameters());
            if (request instanceof UploadRequest upload) {
                take(ctx, upload, path, query);
            } else {
                ask(ctx, request, StillQuery.parse(path, query, clock.millis()));
            }
        } catch (QueryException e) {
            AnswerFailure.of(e).send(ctx, request);
        } catch (IllegalArgumentException e) {
            Answer.problem(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()))
                    .send(ctx, request);
        }
    }

    private void take(ChannelHandlerContext ctx, UploadRequest upload, StillPath path, QueryParameters query)
            throws QueryException {
        boolean handed = false;
        try {
            UploadTask task = task(upload, path, query);
            handed = true;
            intakes.answer(
                    ctx, upload, StillPath.LIST, task, () -> upload.memory().release());
        } finally {
            if (!handed) {
                upload.memory().release();
            }
        }
    }

    private void ask(ChannelHandlerContext ctx, FullHttpRequest request, StillQuery asked) {
        SensorId sensor = asked.sensor();
        if (sensor == null) {
            questions.answer(ctx, request, StillPath.LIST, this::list);
        } else if (asked.times()) {
            questions.answer(ctx, request, StillPath.LIST, () -> times(sensor, asked));
        } else {
            questions.stream(
                    ctx, request, StillPath.LIST, new StillSource(stills, sensor, asked.at(), StillWish.of(request)));
        }
    }

    private Answer list() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        feed.writeStills(out);
        return Answer.json(out.toByteArray());
    }

    private Answer times(SensorId sensor, StillQuery asked) {
        if (!stills.knows(sensor)) {
            return Answer.problem(
                    HttpResponseStatus.NOT_FOUND, sensor + " gives no stills (expected: one of /api/stills)");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sensor", sensor.toString());
        answer.put("times", stills.times(sensor, asked.from(), asked.to(), asked.limit()));
        return Answer.json(JsonMapper.shared().writeValueAsBytes(answer));
    }

    private UploadTask task(UploadRequest request, StillPath path, QueryParameters query) throws QueryException {
        SensorId sensor = path.sensor();
        StillIntake intake = sensor == null ? null : stills.openIntake(sensor);
        StillType claimed = StillMedia.claimed(request);
        if (intake == null || claimed == null) {
            throw new IllegalArgumentException(
                    "path: " + request.uri() + " (expected: that of a sensor that takes stills)");
        }
        long time = StillQuery.uploadTime(query, clock.millis());
        return new UploadTask(intake, request.bytes(), time, claimed);
    }

    @Override
    public void close() {
        questions.close();
        intakes.close();
        questions.awaitEnd();
        intakes.awaitEnd();
    }
}
