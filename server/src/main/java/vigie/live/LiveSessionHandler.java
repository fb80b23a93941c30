package vigie.live;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import vigie.live.limits.LiveSettings;
import vigie.live.limits.MessageBudget;
import vigie.live.view.View;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.WireFormat;
import vigie.protocol.request.ClientMessage;
import vigie.protocol.request.ClientMessageReader;

/**
 * Joins a connection to the live feed: starts the session when it is added to the pipeline, which must be after the
 * handshake, and passes whole messages of the client to it. Control frames are the pipeline's business.
 */
public final class LiveSessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final LiveFeed feed;
    private final WireFormat format;
    private final boolean deflate;
    private final String address;
    /** Null once the session is there: its view is then that of its audience. */
    private @Nullable LiveRequest request;
    /** Null until the client says something; most never do. */
    private @Nullable MessageBudget budget;

    private @Nullable LiveSession session;
    /** Null until the client does more than look; most never do. */
    private @Nullable SessionRequests requests;

    /** For a client whose address does not matter. */
    LiveSessionHandler(LiveFeed feed, LiveRequest request) {
        this(feed, request, "");
    }

    /**
     * @param address where the client is; clients with the same text share what one address may write
     */
    public LiveSessionHandler(LiveFeed feed, LiveRequest request, String address) {
        this.feed = feed;
        this.address = address;
        this.format = request.format();
        this.deflate = request.deflate();
        this.request = request;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        LiveRequest first = request;
        if (first != null) {
            request = null;
            LiveSession started = new LiveSession(feed, ctx);
            session = started;
            started.subscribe(() -> first, first.key().view().weight(), null);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (session != null) {
            session.leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        handlerRemoved(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Closing.BEGUN) {
            handlerRemoved(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (session != null) {
            session.writabilityChanged();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        LiveSession current = session;
        if (current == null) {
            return;
        }
        MessageBudget left = budget();
        if (!left.take()) {
            refuse(current, left);
        } else if (frame instanceof TextWebSocketFrame == format.isText()
                && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)) {
            follow(ctx, current, ByteBufUtil.getBytes(frame.content()));
        } else {
            current.close(
                    WebSocketCloseStatus.INVALID_MESSAGE_TYPE,
                    format + " comes in " + (format.isText() ? "text" : "binary") + " frames");
        }
    }

    private MessageBudget budget() {
        if (budget == null) {
            LiveSettings settings = feed.settings();
            budget = new MessageBudget(settings.messagesPerSecond(), settings.messageBurst(), System::nanoTime);
        }
        return budget;
    }

    private void refuse(LiveSession current, MessageBudget left) {
        if (left.exhausted()) {
            current.close(WebSocketCloseStatus.POLICY_VIOLATION, "too many messages");
            return;
        }
        current.answer(new ProblemException(
                ProblemCode.TOO_MANY_MESSAGES,
                "messages: more than " + feed.settings().messagesPerSecond()
                        + " a second (expected: fewer; this one was ignored)",
                null));
    }

    private void follow(ChannelHandlerContext ctx, LiveSession current, byte[] bytes) {
        try {
            ClientMessage message =
                    new ClientMessageReader(format, feed.settings().maxSensors()).read(bytes);
            if (message instanceof ClientMessage.Subscribe subscribe) {
                current.subscribe(() -> requestOf(subscribe), View.weight(subscribe.sensors()), subscribe.ref());
            } else {
                requests(ctx, current).follow(message);
            }
        } catch (ProblemException e) {
            current.answer(e);
        }
    }

    private LiveRequest requestOf(ClientMessage.Subscribe wanted) {
        View view = View.of(wanted.sensors());
        return new LiveRequest(format, deflate, view, wanted.since(), wanted.events(), wanted.stills());
    }

    private SessionRequests requests(ChannelHandlerContext ctx, LiveSession current) {
        if (requests == null) {
            requests = new SessionRequests(feed.stages(), feed.budgets(), current, address, ctx.executor());
        }
        return requests;
    }
}
