package vigie.http.entry;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;

/**
 * Looks at the head of each request before anything is done for it: is it HTTP/1, and meant for this server? Passes on the {@link Answer}
 * that says why not, 400 or 421, and nothing more of the connection.
 *
 * <p>The host is that of the request target when it has one (RFC 9112, section 3.2.2); such a target is then a path like any other.
 *
 * <p>Owned by the connection's event loop.
 */
public final class RequestHeadHandler extends ChannelInboundHandlerAdapter {
    private static final Pattern ABSOLUTE =
            Pattern.compile("https?://([^/?#]*)([^#]*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Many short ones cost far more memory than their bytes, for as long as a request waits for its answer. */
    private static final int MAX_HEADERS = 128;

    private final EntryRules rules;
    private final RequestGuard guard;
    private boolean refused;

    /**
     * @param guard says what is wrong with a request that cannot be understood
     */
    public RequestHeadHandler(EntryRules rules, RequestGuard guard) {
        this.rules = rules;
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        Answer refusal = null;
        if (message instanceof HttpRequest request) {
            ConnectionAddress.setForwarded(ctx.channel(), rules.forwarded(), request.headers());
            refusal = refusal(request);
        }
        if (refusal == null) {
            ctx.fireChannelRead(message);
        } else {
            refused = true;
            ReferenceCountUtil.release(message);
            ctx.fireChannelRead(refusal);
        }
    }

    private @Nullable Answer refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return guard.unreadable(request.decoderResult().cause());
        }
        if (request.headers().size() > MAX_HEADERS) {
            return Answer.problem(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "headers: " + request.headers().size() + " (expected: at most " + MAX_HEADERS + ")");
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return badRequest("version: " + version + " (expected: HTTP/1.1)");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return badRequest("Host: " + hosts.size() + " of them (expected: one)");
        }
        Matcher absolute = ABSOLUTE.matcher(request.uri());
        if (absolute.matches()) {
            String path = absolute.group(2);
            request.setUri(path.startsWith("/") ? path : "/" + path);
            request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
            return wrongHost(absolute.group(1));
        }
        // HTTP/1.0 knows no Host; every browser says one.
        return hosts.isEmpty() ? null : wrongHost(hosts.get(0));
    }

    private @Nullable Answer wrongHost(String host) {
        return rules.hosts().permits(host)
                ? null
                : Answer.problem(
                        HttpResponseStatus.MISDIRECTED_REQUEST,
                        "Host: " + host
                                + " (expected: localhost, an address, a name of this machine, or one listed in"
                                + " server.hosts)");
    }

    private static Answer badRequest(String detail) {
        return Answer.problem(HttpResponseStatus.BAD_REQUEST, detail);
    }
}
