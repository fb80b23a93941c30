package vigie.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.http.admission.OriginRule;
import vigie.http.route.Answer;
import vigie.http.route.RequestPath;
import vigie.http.settings.HttpSettings;
import vigie.http.websocket.DeflateOffer;
import vigie.http.websocket.WebSocketSessions;
import vigie.live.LiveFeed;
import vigie.live.LiveRequest;
import vigie.protocol.ProblemException;
import vigie.protocol.WireFormat;

/** Turns requests for {@code /live} and {@code /echo} into WebSockets, or says why not. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String LIVE = "/live";
    private static final String ECHO = "/echo";
    private static final String VERSION = "13";
    private static final String KNOWN =
            Arrays.stream(WireFormat.values()).map(WireFormat::subprotocol).collect(Collectors.joining(", "));

    private final HttpSettings settings;
    private final LiveFeed feed;
    private final WebSocketSessions sessions;
    private final HttpPipeline pipeline;

    UpgradeHandler(HttpSettings settings, LiveFeed feed, WebSocketSessions sessions, HttpPipeline pipeline) {
        this.settings = settings;
        this.feed = feed;
        this.sessions = sessions;
        this.pipeline = pipeline;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        if (message instanceof FullHttpRequest request) {
            String path = RequestPath.of(request);
            return path.equals(LIVE) || path.equals(ECHO);
        }
        return false;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Answer refusal = refusal(request);
        if (refusal == null) {
            refusal = RequestPath.of(request).equals(LIVE) ? live(ctx, request) : echo(ctx, request);
        }
        if (refusal != null) {
            refusal.send(ctx, request);
        }
    }

    private @Nullable Answer refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return Answer.problem(
                            HttpResponseStatus.UPGRADE_REQUIRED, "a WebSocket is here (expected: a WebSocket client)")
                    .with(HttpHeaderNames.UPGRADE, "websocket");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Answer.problem(HttpResponseStatus.UPGRADE_REQUIRED, "Sec-WebSocket-Version (expected: 13)")
                    .with(HttpHeaderNames.UPGRADE, "websocket")
                    .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        if (!new OriginRule(settings.allowedOrigins()).permits(headers)) {
            return Answer.problem(
                    HttpResponseStatus.FORBIDDEN,
                    "Origin: " + headers.get(HttpHeaderNames.ORIGIN)
                            + " (expected: this server's own, or one listed in server.allowed-origins)");
        }
        return null;
    }

    private @Nullable Answer live(ChannelHandlerContext ctx, FullHttpRequest request) {
        List<String> asked = subprotocols(request);
        WireFormat format = asked.isEmpty()
                ? WireFormat.JSON
                : asked.stream()
                        .map(WireFormat::ofSubprotocol)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (format == null) {
            return Answer.problem(
                    HttpResponseStatus.BAD_REQUEST,
                    "Sec-WebSocket-Protocol: " + String.join(", ", asked) + " (expected: " + KNOWN + ")");
        }
        if (feed.isFull()) {
            return Answer.problem(
                            HttpResponseStatus.SERVICE_UNAVAILABLE,
                            "too much waits for slow viewers at the moment (expected: try again later)")
                    .with(HttpHeaderNames.RETRY_AFTER, "10");
        }
        try {
            String extension = feed.settings().compression()
                    ? DeflateOffer.accept(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS))
                    : null;
            LiveRequest live = LiveRequest.parse(
                    format, extension != null, new QueryStringDecoder(request.uri()).parameters(), feed.settings());
            String subprotocol = asked.isEmpty() ? null : format.subprotocol();
            return shake(
                    ctx,
                    request,
                    new Agreed(subprotocol, extension, feed.settings().maxMessageBytes()),
                    () -> pipeline.becomeLive(ctx, live));
        } catch (ProblemException | IllegalArgumentException e) {
            return Answer.problem(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Answer echo(ChannelHandlerContext ctx, FullHttpRequest request) {
        return shake(
                ctx, request, new Agreed(null, null, settings.limits().echoBytes()), () -> pipeline.becomeEcho(ctx));
    }

    /** What the handshake says, and how long a frame may be. */
    private record Agreed(
            @Nullable String subprotocol, @Nullable String extension, int maxBytes) {
        HttpHeaders headers() {
            HttpHeaders headers = new DefaultHttpHeaders();
            if (extension != null) {
                headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extension);
            }
            return headers;
        }
    }

    private @Nullable Answer shake(ChannelHandlerContext ctx, FullHttpRequest request, Agreed agreed, Runnable then) {
        String full = sessions.admit(ctx.channel());
        if (full != null) {
            return Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, full).with(HttpHeaderNames.RETRY_AFTER, "10");
        }
        WebSocketDecoderConfig decoder = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(agreed.maxBytes())
                .allowExtensions(agreed.extension() != null)
                .closeOnProtocolViolation(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", agreed.subprotocol(), decoder).newHandshaker(request);
        try {
            ChannelFuture shaken = handshaker.handshake(ctx.channel(), request, agreed.headers(), ctx.newPromise());
            shaken.addListener(done -> {
                if (done.isSuccess()) {
                    then.run();
                    sessions.opened(ctx.channel());
                } else {
                    ctx.close();
                }
            });
            return null;
        } catch (WebSocketHandshakeException e) {
            Answer.problem(HttpResponseStatus.BAD_REQUEST, "handshake: " + e.getMessage())
                    .sendAndClose(ctx);
            return null;
        }
    }

    private static List<String> subprotocols(FullHttpRequest request) {
        return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
