package vigie.http.entry;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts answers that refuse something where they leave, so that none is forgotten, whoever makes it. {@code CloseHandler} hands it the
 * close frames.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class RefusalHandler extends ChannelOutboundHandlerAdapter {
    private static final Set<Integer> STATUSES = Set.of(400, 403, 408, 413, 414, 415, 421, 429, 431, 503);
    private static final Set<Integer> CLOSE_CODES = Set.of(1002, 1003, 1007, 1008, 1009, 1013, 4408);

    private final RefusalTally tally;

    public RefusalHandler(RefusalTally tally) {
        this.tally = tally;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            count(ctx, STATUSES, response.status().code(), response.status().reasonPhrase());
        }
        ctx.write(message, promise);
    }

    /** Counts a close frame of ours. One that answers the client's has the client's code and words. On the event loop. */
    public void count(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        count(ctx, CLOSE_CODES, close.statusCode(), close.reasonText());
    }

    private void count(ChannelHandlerContext ctx, Set<Integer> kinds, int code, String why) {
        if (kinds.contains(code)) {
            count(ctx, code, why);
        }
    }

    /** Counts one that leaves in another form. On the event loop. */
    public void count(ChannelHandlerContext ctx, int code, String why) {
        if (tally.count(code, ConnectionAddress.of(ctx.channel()).text(), why)) {
            tellInAMinute(ctx.executor(), code);
        }
    }

    private void tellInAMinute(EventExecutor loop, int code) {
        loop.schedule(
                () -> {
                    if (tally.minuteIsOver(code)) {
                        tellInAMinute(loop, code);
                    }
                },
                1,
                TimeUnit.MINUTES);
    }
}
