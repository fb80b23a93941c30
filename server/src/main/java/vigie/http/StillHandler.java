package vigie.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import vigie.live.LiveFeed;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.sensor.SensorId;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.StillType;

/**
 * Answers {@code /api/stills…}: the sensors, a still, the times of stills, and takes stills that are sent. What it does may block, and so
 * may who takes a still: it does so on workers of its own, which bounds the memory of stills under way.
 */
@Sharable
final class StillHandler extends SimpleChannelInboundHandler<FullHttpRequest> implements AutoCloseable {
    /** Stills that may be sent to the server at a time: {@value}. */
    private static final int UPLOADS = 8;

    private static final int AT_ONCE = 8;
    private static final int WAITING = 64;

    private final StillHub stills;
    private final LiveFeed feed;
    private final Clock clock;
    private final Duration patience;
    private final Semaphore uploads = new Semaphore(UPLOADS);
    private final Workers workers = new Workers("http-stills", AT_ONCE, WAITING);

    /**
     * @param patience how long a client may take nothing of its answer
     */
    StillHandler(StillHub stills, LiveFeed feed, Clock clock, Duration patience) {
        this.stills = stills;
        this.feed = feed;
        this.clock = clock;
        this.patience = patience;
    }

    /** Collects what is sent on one connection. */
    UploadHandler uploads(HttpSettings settings) {
        return new UploadHandler(settings, stills, uploads);
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof FullHttpRequest request && StillPath.isStills(UpgradeHandler.pathOf(request));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        try {
            StillPath path = StillPath.of(request);
            QueryParameters query = new QueryParameters(new QueryStringDecoder(request.uri()).parameters());
            if (request.method().equals(HttpMethod.POST)) {
                workers.answer(ctx, request, upload(request, path, query));
            } else {
                StillQuery asked = StillQuery.parse(path, query, clock.millis());
                BodyStream body = new BodyStream(ctx, request, patience);
                boolean unused =
                        workers.run(ctx, request, new StillTask(body, stills, feed, asked, StillWish.of(request)));
            }
        } catch (QueryException e) {
            AnswerFailure.of(e).send(ctx, request);
        } catch (IllegalArgumentException e) {
            Answer.problem(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()))
                    .send(ctx, request);
        }
    }

    private UploadTask upload(FullHttpRequest request, StillPath path, QueryParameters query) throws QueryException {
        SensorId sensor = path.sensor();
        StillIntake intake = sensor == null ? null : stills.openIntake(sensor);
        StillType claimed = StillMedia.claimed(request);
        if (intake == null || claimed == null) {
            throw new IllegalArgumentException(
                    "path: " + request.uri() + " (expected: that of a sensor that takes stills)");
        }
        long time = StillQuery.uploadTime(query, clock.millis());
        return new UploadTask(intake, ByteBufUtil.getBytes(request.content()), time, claimed);
    }

    @Override
    public void close() {
        workers.close();
        workers.awaitEnd();
    }
}
