package vigie.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request gets. Immutable: its body is shared and never written to. Every answer has a length and the connection header besides
 * its own; {@link SecurityHeaderHandler} adds more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class Answer {
    /** How long a client has to read an answer before a connection with unread input is closed. */
    private static final long LINGER_MILLIS = 1000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpResponseStatus status;
    private final byte[] body;
    private final Map<String, String> headers;

    Answer(HttpResponseStatus status, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    HttpResponseStatus status() {
        return status;
    }

    /** Its own headers. */
    Map<String, String> headers() {
        return headers;
    }

    static Answer text(HttpResponseStatus status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(byte[] body) {
        return of(HttpResponseStatus.OK, "application/json", body).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    /** Problem details as of RFC 9457. */
    static Answer problem(HttpResponseStatus status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.reasonPhrase());
        problem.put("status", status.code());
        problem.put("detail", detail);
        return of(status, "application/problem+json", JSON.writeValueAsBytes(problem))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    static Answer of(HttpResponseStatus status, String type, byte[] body) {
        return new Answer(status, body, Map.of()).with(HttpHeaderNames.CONTENT_TYPE, type);
    }

    Answer with(CharSequence header, String value) {
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

    /** Sends it, then stays open or closes, as the client wishes. On the event loop. */
    void send(ChannelHandlerContext ctx, HttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        FullHttpResponse response = response();
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture sent = ctx.writeAndFlush(response);
        if (!keepAlive) {
            closeGently(sent);
        }
    }

    /** Sends it, then closes: what else comes on this connection cannot be understood. */
    void sendAndClose(ChannelHandlerContext ctx) {
        FullHttpResponse response = response();
        HttpUtil.setKeepAlive(response, false);
        closeGently(ctx.writeAndFlush(response));
    }

    private FullHttpResponse response() {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        setHeaders(response);
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return response;
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
