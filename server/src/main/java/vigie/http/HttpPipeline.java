package vigie.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vigie.api.HealthHandler;
import vigie.api.HttpAnswers;
import vigie.http.admission.ClientAddress;
import vigie.http.entry.ConnectionAddress;
import vigie.http.entry.EntryRules;
import vigie.http.entry.NoRoomHandler;
import vigie.http.entry.RequestGuard;
import vigie.http.entry.RequestHeadHandler;
import vigie.http.files.StaticFileHandler;
import vigie.http.files.StaticFiles;
import vigie.http.request.AnswerEncoder;
import vigie.http.request.HttpFailureHandler;
import vigie.http.request.IdleHandler;
import vigie.http.request.OneAtATimeHandler;
import vigie.http.request.RequestDeadlineHandler;
import vigie.http.request.RequestDecoder;
import vigie.http.request.SecurityHeaderHandler;
import vigie.http.request.StalledAnswerHandler;
import vigie.http.request.StuckHandler;
import vigie.http.settings.HttpSettings;
import vigie.http.transport.ReadTurnHandler;
import vigie.http.websocket.CloseHandler;
import vigie.http.websocket.EchoHandler;
import vigie.http.websocket.HeartbeatHandler;
import vigie.http.websocket.Heartbeats;
import vigie.http.websocket.InflightBytes;
import vigie.http.websocket.InflightHandler;
import vigie.http.websocket.InflightShare;
import vigie.http.websocket.MessageAssembler;
import vigie.http.websocket.WebSocketFailureHandler;
import vigie.http.websocket.WebSocketSessions;
import vigie.live.LiveFeed;
import vigie.live.LiveRequest;
import vigie.live.LiveSessionHandler;

/**
 * The handlers of a connection, in the order in which input meets them.
 *
 * <p>A connection too many, of all or of one address, has {@code NoRoomHandler} alone: 503.
 *
 * <p>First of all stands {@code read-turn}: it shares the time of the event loop between input and updates.
 *
 * <p>As HTTP:
 * <ol>
 *   <li>{@code idle} closes what does nothing
 *   <li>{@code deadline} closes what does not get its request done
 *   <li>{@code stalled} closes a connection that takes nothing of its answer
 *   <li>{@code decoder}, {@code encoder} HTTP/1.1, within the limits of head and URL
 *   <li>{@code refusals} counts answers that refuse something
 *   <li>{@code one-at-a-time} holds the next request back until the answer to this one was sent
 *   <li>{@code head} 400, 421: requests that are no HTTP/1.1, or not meant for this server
 *   <li>? {@code upload} whole stills that are sent, and what refuses others: 403, 404, 413, 415
 *   <li>{@code aggregator} whole requests; nobody else needs a body
 *   <li>{@code security-headers} tell browsers what a page may do
 *   <li>{@code guard} 400, 405, 414, 431
 *   <li>{@code upgrade} {@code /live}, {@code /echo}
 *   <li>? {@code history} {@code /api/history}, {@code /api/export.…}
 *   <li>? {@code stills} {@code /api/stills}
 *   <li>{@code api} {@code /api/…}
 *   <li>{@code health} {@code /healthz}, {@code /readyz}
 *   <li>{@code files} everything else
 *   <li>{@code failure} our faults
 * </ol>
 *
 * <p>As WebSocket, after an upgrade:
 * <ol>
 *   <li>? {@code stuck} closes what takes nothing ({@code /echo}; sessions of {@code /live} see to that themselves)
 *   <li>{@code wsencoder}, {@code wsdecoder} RFC 6455, within the limit of a frame
 *   <li>{@code inflight} within the limits of time and of what messages of all connections hold
 *   <li>? {@code messages} joins fragments and inflates, within the limit of a message ({@code /live})
 *   <li>{@code heartbeat} pings, answers pings
 *   <li>{@code close} the closing handshake
 *   <li>{@code utf8} checks text
 *   <li>{@code live} or {@code echo}
 *   <li>{@code failure} the close code that says what went wrong
 * </ol>
 */
final class HttpPipeline extends ChannelInitializer<Channel> {
    private static final int MAX_BODY = 8 * 1024;
    private static final String IDLE = "idle";
    private static final String DEADLINE = "deadline";
    private static final String STALLED = "stalled";
    private static final String ONE_AT_A_TIME = "one-at-a-time";
    private static final String HEAD = "head";
    private static final String HEADERS = "security-headers";
    private static final String GUARD = "guard";
    private static final String UPGRADE = "upgrade";
    private static final String HISTORY = "history";
    private static final String UPLOAD = "upload";
    private static final String STILLS = "stills";
    private static final String API = "api";
    private static final String HEALTH = "health";
    private static final String FILES = "files";
    private static final String FAILURE = "failure";
    private static final String HEARTBEAT = "heartbeat";
    /** How much may wait in the kernel that is not on its way yet: updates are to wait where they can be left out. */
    private static final long KERNEL_QUEUE = 16 * 1024;

    private final HttpSettings settings;
    private final LiveFeed feed;
    private final ChannelGroup connections;
    private final WebSocketSessions sessions;
    private final InflightBytes inflight;
    private final EntryRules rules;
    private final HttpAnswers answers;
    private final RequestGuard guard;
    private final StaticFiles files = new StaticFiles();
    private final HttpFailureHandler httpFailure = new HttpFailureHandler();
    private final WebSocketFailureHandler webSocketFailure = new WebSocketFailureHandler();
    private final WriteBufferWaterMark liveWrites;
    private final ReadTurnHandler.Turns readTurns = new ReadTurnHandler.Turns();
    private final Map<EventLoop, Heartbeats> heartbeats = new ConcurrentHashMap<>();

    /**
     * @param connections gets all that are opened
     */
    HttpPipeline(
            HttpSettings settings,
            LiveFeed feed,
            ChannelGroup connections,
            WebSocketSessions sessions,
            EntryRules rules,
            HttpAnswers answers) {
        this.settings = settings;
        this.feed = feed;
        this.connections = connections;
        this.sessions = sessions;
        this.rules = rules;
        this.inflight = new InflightBytes(settings.limits().arrivingBytes());
        this.answers = answers;
        this.guard = new RequestGuard(settings, answers.stills() != null);
        int high = feed.settings().writeBufferBytes();
        this.liveWrites = new WriteBufferWaterMark(high / 4, high);
    }

    @Override
    protected void initChannel(Channel channel) {
        connections.add(channel);
        channel.pipeline().addLast("read-turn", readTurns.handlerOn(channel.eventLoop()));
        String refusal = admit(channel);
        if (refusal == null) {
            becomeHttp(channel);
        } else {
            channel.pipeline().addLast(new NoRoomHandler(rules.refusals(), refusal));
        }
    }

    /** Takes a place for the connection, or says why not. The connections of a proxy are those of many clients. */
    private @Nullable String admit(Channel channel) {
        if (connections.size() > rules.connections()) {
            return "connections: " + rules.connections() + " are open, the limit (expected: fewer; try again later)";
        }
        ClientAddress client = ConnectionAddress.ofPeer(channel);
        ConnectionAddress.set(channel, client);
        if (ConnectionAddress.isProxy(channel, rules.forwarded())) {
            return null;
        }
        String refusal = rules.admission().admitConnection(client);
        if (refusal == null) {
            channel.closeFuture().addListener(closed -> rules.admission().connectionClosed(client));
        }
        return refusal;
    }

    private void becomeHttp(Channel channel) {
        Queue<Boolean> heads = new ArrayDeque<>(2);
        RequestDeadlineHandler deadline = new RequestDeadlineHandler(
                settings.times().request(),
                new InflightShare(inflight),
                settings.limits().urlBytes() + settings.limits().headerBytes() + MAX_BODY);
        ChannelPipeline pipeline = channel.pipeline()
                .addLast(IDLE, new IdleHandler(settings))
                .addLast(DEADLINE, deadline)
                .addLast(STALLED, new StalledAnswerHandler(settings.times().idle()))
                .addLast("decoder", new RequestDecoder(settings.limits(), heads))
                .addLast("encoder", new AnswerEncoder(heads))
                .addLast("refusals", rules.refusals())
                .addLast(ONE_AT_A_TIME, new OneAtATimeHandler(deadline))
                .addLast(HEAD, new RequestHeadHandler(rules, guard))
                .addLast("aggregator", new HttpObjectAggregator(MAX_BODY, true))
                .addLast(HEADERS, new SecurityHeaderHandler(settings.frameAncestors()))
                .addLast(GUARD, guard)
                .addLast(UPGRADE, new UpgradeHandler(settings, feed, sessions, this));
        if (answers.history() != null) {
            pipeline.addLast(HISTORY, answers.history());
        }
        if (answers.stills() != null) {
            pipeline.addBefore("aggregator", UPLOAD, answers.stills().uploads(settings))
                    .addLast(STILLS, answers.stills());
        }
        pipeline.addLast(API, answers.api())
                .addLast(HEALTH, new HealthHandler(answers.ready(), answers.issues()))
                .addLast(FILES, new StaticFileHandler(files, answers.workers()))
                .addLast(FAILURE, httpFailure);
    }

    /** Makes a connection a session, after the handshake. */
    void becomeLive(ChannelHandlerContext ctx, LiveRequest request) {
        ctx.channel().config().setWriteBufferWaterMark(liveWrites);
        keepKernelQueueShort(ctx.channel());
        InflightShare share = new InflightShare(inflight);
        ChannelPipeline pipeline = becomeWebSocket(ctx, share);
        pipeline.addBefore(
                HEARTBEAT,
                "messages",
                new MessageAssembler(share, feed.settings().maxMessageBytes()));
        ClientAddress client = ConnectionAddress.of(ctx.channel());
        String address = client.isThisMachine() ? "this machine" : client.key();
        pipeline.addBefore(FAILURE, "live", new LiveSessionHandler(feed, request, address));
    }

    /** Makes a connection an echo, after the handshake. */
    void becomeEcho(ChannelHandlerContext ctx) {
        InflightShare share = new InflightShare(inflight);
        becomeWebSocket(ctx, share)
                .addFirst("stuck", new StuckHandler(feed.settings().maxStuck()))
                .addBefore(FAILURE, "echo", new EchoHandler(settings.limits().echoBytes(), share));
    }

    private static void keepKernelQueueShort(Channel channel) {
        if (channel.config() instanceof EpollSocketChannelConfig epoll) {
            epoll.setTcpNotSentLowAt(KERNEL_QUEUE);
        } else if (channel instanceof IoUringSocketChannel) {
            channel.config().setOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, KERNEL_QUEUE);
        }
    }

    private ChannelPipeline becomeWebSocket(ChannelHandlerContext ctx, InflightShare share) {
        ChannelPipeline pipeline = ctx.pipeline();
        for (String name : new String[] {
            IDLE, DEADLINE, STALLED, ONE_AT_A_TIME, HEAD, HEADERS, GUARD, UPGRADE, API, HEALTH, FILES, FAILURE
        }) {
            pipeline.remove(name);
        }
        if (answers.history() != null) {
            pipeline.remove(HISTORY);
        }
        if (answers.stills() != null) {
            pipeline.remove(UPLOAD);
            pipeline.remove(STILLS);
        }
        InflightHandler arrivals = new InflightHandler(share, settings.times().message());
        pipeline.get(WebSocket08FrameDecoder.class).setCumulator(arrivals);
        pipeline.addLast("inflight", arrivals)
                .addLast(
                        HEARTBEAT,
                        new HeartbeatHandler(heartbeatsOf(ctx.channel().eventLoop())))
                .addLast("close", new CloseHandler(rules.refusals()))
                .addLast("utf8", new Utf8FrameValidator(false))
                .addLast(FAILURE, webSocketFailure);
        return pipeline;
    }

    private Heartbeats heartbeatsOf(EventLoop loop) {
        return heartbeats.computeIfAbsent(
                loop, owner -> new Heartbeats(owner, settings.times().ping()));
    }
}
