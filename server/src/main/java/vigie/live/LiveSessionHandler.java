package vigie.live;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import vigie.protocol.ClientMessage;
import vigie.protocol.ClientMessageReader;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;

/**
 * Joins a connection to the live feed: starts the session when it is added to the pipeline, which must be after the
 * handshake, and passes whole messages of the client to it. Control frames are the pipeline's business.
 */
public final class LiveSessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final LiveFeed feed;
    private final LiveRequest request;
    private final ClientMessageReader reader;
    private final MessageBudget budget;
    private @Nullable LiveSession session;

    public LiveSessionHandler(LiveFeed feed, LiveRequest request) {
        LiveSettings settings = feed.settings();
        this.feed = feed;
        this.request = request;
        this.reader = new ClientMessageReader(request.format(), settings.maxSensors());
        this.budget = new MessageBudget(settings.messagesPerSecond(), settings.messageBurst(), System::nanoTime);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        LiveSession started = new LiveSession(feed, ctx);
        session = started;
        started.subscribe(new FrameKey(request.view(), request.format(), request.deflate()), request.since(), null);
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
        if (!budget.take()) {
            refuse(current);
        } else if (frame instanceof TextWebSocketFrame == request.format().isText()
                && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)) {
            follow(current, ByteBufUtil.getBytes(frame.content()));
        } else {
            current.close(
                    WebSocketCloseStatus.INVALID_MESSAGE_TYPE,
                    request.format() + " comes in " + (request.format().isText() ? "text" : "binary") + " frames");
        }
    }

    private void refuse(LiveSession current) {
        if (budget.exhausted()) {
            current.close(WebSocketCloseStatus.POLICY_VIOLATION, "too many messages");
            return;
        }
        current.answer(new ProblemException(
                ProblemCode.TOO_MANY_MESSAGES,
                "messages: more than " + feed.settings().messagesPerSecond()
                        + " a second (expected: fewer; this one was ignored)",
                null));
    }

    private void follow(LiveSession current, byte[] bytes) {
        try {
            ClientMessage message = reader.read(bytes);
            if (message instanceof ClientMessage.Subscribe subscribe) {
                current.subscribe(
                        new FrameKey(View.of(subscribe.sensors()), request.format(), request.deflate()),
                        subscribe.since(),
                        subscribe.ref());
            } else {
                throw new ProblemException(
                        ProblemCode.NOT_SUPPORTED,
                        "notes and alarms: not in this version of the server",
                        message.ref());
            }
        } catch (ProblemException e) {
            current.answer(e);
        }
    }
}
