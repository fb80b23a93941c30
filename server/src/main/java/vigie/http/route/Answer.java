package vigie.http.route;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request gets. Immutable: its body is shared and never written to. Every answer has a length and the connection header besides
 * its own; {@code SecurityHeaderHandler} adds more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class Answer {
    /** How long a client has to read an answer before a connection with unread input is closed. */
    private static final long LINGER_MILLIS = 1000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpResponseStatus status;
    /** From position to limit; direct buffers are shared by all who send them, and never copied. */
    private final ByteBuffer body;

    private final Map<String, String> headers;

    public Answer(HttpResponseStatus status, byte[] body, Map<String, String> headers) {
        this(status, ByteBuffer.wrap(body), headers);
    }

    public Answer(HttpResponseStatus status, ByteBuffer body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    public HttpResponseStatus status() {
        return status;
    }

    /** Its own headers. */
    public Map<String, String> headers() {
        return headers;
    }

    public static Answer text(HttpResponseStatus status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(byte[] body) {
        return of(HttpResponseStatus.OK, "application/json", body).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    /** Problem details as of RFC 9457. */
    public static Answer problem(HttpResponseStatus status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.reasonPhrase());
        problem.put("status", status.code());
        problem.put("detail", detail);
        return of(status, "application/problem+json", JSON.writeValueAsBytes(problem))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    public static Answer of(HttpResponseStatus status, String type, byte[] body) {
        return new Answer(status, body, Map.of()).with(HttpHeaderNames.CONTENT_TYPE, type);
    }

    public Answer with(CharSequence header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header.toString(), value);
        return new Answer(status, body, more);
    }

    /** Its status and headers, for a body that is sent on its own. */
    HttpResponse head() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        setHeaders(head);
        return head;
    }

    /** How much memory it takes of its own until it is sent: that of direct buffers is shared. */
    int ownBytes() {
        return body.isDirect() ? 0 : body.remaining();
    }

    /** Sends it, then stays open or closes, as the client wishes. On the event loop. */
    public void send(ChannelHandlerContext ctx, HttpRequest request) {
        send(ctx, request, BodyMemory.Hold.NONE);
    }

    /**
     * The same.
     *
     * @param hold is told of progress, and released when the client has the body or is gone
     */
    public void send(ChannelHandlerContext ctx, HttpRequest request, BodyMemory.Hold hold) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        HttpResponse head = head();
        HttpUtil.setKeepAlive(head, keepAlive);
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        }
        boolean headAlone = request.method().equals(HttpMethod.HEAD);
        new BodySender(ctx, headAlone ? ByteBuffer.allocate(0) : body, hold, !keepAlive).send(head);
    }

    /** Sends it and closes, whatever the client wishes. On the event loop. */
    public void sendAndClose(ChannelHandlerContext ctx) {
        HttpResponse head = head();
        HttpUtil.setKeepAlive(head, false);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        new BodySender(ctx, body, BodyMemory.Hold.NONE, true).send(head);
    }

    private void setHeaders(HttpResponse response) {
        HttpHeaders all = response.headers();
        headers.forEach(all::set);
    }

    /** Ends our side first: closing with input unread resets the connection, and the answer may be lost with it. */
    static void closeGently(ChannelFuture sent) {
        Channel channel = sent.channel();
        sent.addListener(done -> {
            if (done.isSuccess() && channel instanceof DuplexChannel duplex) {
                var unusedShut = duplex.shutdownOutput();
                var unusedEnd = channel.eventLoop().schedule(() -> end(channel), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                end(channel);
            }
        });
    }

    private static void end(Channel channel) {
        var unused = channel.close();
    }
}
