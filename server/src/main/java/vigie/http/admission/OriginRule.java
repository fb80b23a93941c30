package vigie.http.admission;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Which pages may open WebSockets: those of this server, and those listed. Browsers always say {@code Origin} (RFC 6455,
 * section 10.2); a client without one is no browser and passes.
 */
public final class OriginRule {
    private final List<String> allowed;

    public OriginRule(List<String> allowed) {
        this.allowed =
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    public boolean permits(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        String origin = origins.get(0).toLowerCase(Locale.ROOT);
        return origins.size() == 1
                && (allowed.contains(origin) || isOwn(origin, headers.get(HttpHeaderNames.HOST, "")));
    }

    private static boolean isOwn(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            int defaultPort = "https".equals(uri.getScheme()) ? 443 : 80;
            URI own = URI.create("//" + host.toLowerCase(Locale.ROOT));
            return uri.getHost() != null
                    && uri.getHost().equals(own.getHost())
                    && port(uri, defaultPort) == port(own, defaultPort);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI uri, int defaultPort) {
        return uri.getPort() < 0 ? defaultPort : uri.getPort();
    }
}
