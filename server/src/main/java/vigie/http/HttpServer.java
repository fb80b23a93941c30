package vigie.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiDocument;
import vigie.api.ApiHandler;
import vigie.api.HistoryHandler;
import vigie.api.HttpAnswers;
import vigie.api.still.StillHandler;
import vigie.api.still.StillPath;
import vigie.http.admission.DescriptorLimit;
import vigie.http.entry.EntryRules;
import vigie.http.entry.RefusalHandler;
import vigie.http.entry.RefusalTally;
import vigie.http.route.AnswerRoom;
import vigie.http.route.ApiAnswer;
import vigie.http.route.Workers;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;
import vigie.http.transport.AcceptPaceHandler;
import vigie.http.transport.EventLoops;
import vigie.http.transport.LoopCheck;
import vigie.http.transport.ReadBuffers;
import vigie.http.websocket.WebSocketSessions;
import vigie.live.LiveFeed;
import vigie.past.Archive;
import vigie.still.StillHub;
import vigie.work.health.HealthCheck;
import vigie.work.health.HealthIssue;

/**
 * The listening port. One event loop accepts, up to four write. Start once, close once, both from one thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKLOG = 1024;
    /** How long what is left of the connections may take to close. */
    private static final long CLOSING_MILLIS = 500;
    /** Bytes a read takes at once: clients send little, and need no memory each to learn how much. */
    private static final int READ = 2048;
    /** Reads that can go on at a time when there is no memory. */
    private static final int SPARE_READS = 512;

    private final HttpSettings settings;
    private final Workers workers;
    private final ApiHandler api;
    private final @Nullable HistoryHandler history;
    private final @Nullable StillHandler stills;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final WebSocketSessions sessions;
    private final DescriptorLimit descriptors = DescriptorLimit.ofThisProcess();
    private final EntryRules rules;
    private final RefusalTally refusals = new RefusalTally(LOG::warn);
    private final HttpPipeline pipeline;
    private volatile boolean ready;
    private @Nullable EventLoops loops;
    private @Nullable Channel listening;

    /**
     * @param api what each path under {@code /api/} shows, as values Jackson can write; called on worker threads, may block.
     *     {@code /api/sensors} is there without
     */
    public HttpServer(HttpSettings settings, LiveFeed feed, Map<String, Supplier<Object>> api) {
        this(settings, feed, api, null);
    }

    /**
     * @param archive what is asked about the past; null when nothing is kept
     */
    public HttpServer(
            HttpSettings settings, LiveFeed feed, Map<String, Supplier<Object>> api, @Nullable Archive archive) {
        this(settings, feed, api, archive, Map.of());
    }

    /**
     * @param more documents under {@code /api/} that understand queries
     */
    public HttpServer(
            HttpSettings settings,
            LiveFeed feed,
            Map<String, Supplier<Object>> api,
            @Nullable Archive archive,
            Map<String, ApiDocument> more) {
        this(settings, feed, api, archive, more, List::of);
    }

    /**
     * @param issues what is not well with the server, for {@code /healthz}; empty when all is. Must cost nothing
     */
    public HttpServer(
            HttpSettings settings,
            LiveFeed feed,
            Map<String, Supplier<Object>> api,
            @Nullable Archive archive,
            Map<String, ApiDocument> more,
            Supplier<List<HealthIssue>> issues) {
        this.settings = settings;
        this.rules = EntryRules.of(settings, descriptors, new RefusalHandler(refusals));
        this.sessions = new WebSocketSessions(rules.sessions(), rules.admission());
        AnswerRoom room = AnswerRoom.ofHeap(settings.times().idle());
        this.workers = new Workers("http-worker", 2, 1000, room);
        this.history = archive == null ? null : new HistoryHandler(archive, room);
        StillHub stillHub = feed.stillHub();
        this.stills = stillHub == null ? null : new StillHandler(stillHub, feed, Clock.systemUTC(), room);
        this.api = new ApiHandler(documents(feed, api, more), otherPaths(history != null, stills != null), room);
        this.pipeline = new HttpPipeline(
                settings,
                feed,
                connections,
                sessions,
                rules,
                new HttpAnswers(this.api, history, stills, workers, () -> ready, issues));
    }

    /** What is under {@code /api/} and not a document. */
    private static List<String> otherPaths(boolean withHistory, boolean withStills) {
        List<String> paths = new ArrayList<>();
        if (withHistory) {
            paths.addAll(HistoryHandler.paths());
        }
        if (withStills) {
            paths.add(StillPath.LIST);
        }
        return paths;
    }

    /**
     * Listens.
     *
     * @throws BindException when that is impossible; says why in one line
     */
    public void start() throws BindException {
        InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.port());
        if (address.isUnresolved()) {
            throw BindException.of(settings, new UnknownHostException(settings.bind()));
        }
        rules.tellIfDescriptorsAreFew(settings, descriptors);
        loops = EventLoops.open(settings.transport());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.acceptor(), loops.writers())
                .channel(loops.transport().serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers(READ, SPARE_READS))
                .handler(new AcceptPaceHandler(loops.writers()))
                .childHandler(pipeline);
        if (settings.sendBufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, settings.sendBufferBytes());
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw BindException.of(settings, bound.cause());
        }
        listening = bound.channel();
        ready = true;
        LOG.debug(
                "listening on {} by {}",
                listening.localAddress(),
                loops.transport().choice().word());
    }

    /** How often something was refused since the start, by HTTP status or close code. From any thread. */
    public Map<String, Long> refusals() {
        return refusals.counts();
    }

    /** The port in fact listened on. */
    public int port() {
        if (listening == null) {
            throw new IllegalStateException("not started (expected: start() before port())");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** A check for each event loop, by the loop's name. Call it when the server has started. */
    public Map<String, HealthCheck> checks() {
        if (loops == null) {
            throw new IllegalStateException("not started (expected: start() before checks())");
        }
        Map<String, HealthCheck> checks = new TreeMap<>();
        addChecks("http-accept", loops.acceptor(), checks);
        addChecks("http-write", loops.writers(), checks);
        return checks;
    }

    private static void addChecks(String name, EventLoopGroup group, Map<String, HealthCheck> checks) {
        int number = 0;
        for (EventExecutor loop : group) {
            checks.put(name + "-" + ++number, new LoopCheck((EventLoop) loop, HttpServer::allocateAsARead));
        }
    }

    private static void allocateAsARead() {
        ByteBufAllocator.DEFAULT.directBuffer(READ).release();
    }

    /** How many WebSockets are open. From any thread. */
    public int sessions() {
        return sessions.count();
    }

    /** Takes no more, tells every session with 1001, lets them finish, and ends. Within three seconds. */
    @Override
    public void close() {
        ready = false;
        if (listening != null) {
            listening.close().awaitUninterruptibly(settings.times().closing().toMillis());
            sessions.goAway(settings.times().closing());
        }
        workers.close();
        api.close();
        if (history != null) {
            history.close();
        }
        if (stills != null) {
            stills.close();
        }
        // Not left to the loops: an io_uring that ends while a write waits for its client may leave the socket open.
        connections.close().awaitUninterruptibly(CLOSING_MILLIS);
        if (loops != null) {
            loops.close();
        }
        refusals.tellRest();
    }

    private static Map<String, ApiDocument> documents(
            LiveFeed feed, Map<String, Supplier<Object>> api, Map<String, ApiDocument> more) {
        Map<String, ApiDocument> documents = new HashMap<>(more);
        documents.put("/api/sensors", query -> ApiAnswer.json(feed::writeSensors));
        api.forEach((path, value) -> documents.put(path, query -> ApiAnswer.value(value.get())));
        return documents;
    }
}
