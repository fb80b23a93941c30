package vigie.http.route;

import io.netty.handler.codec.http.HttpRequest;

/** The path of a request, as sent, escapes and all, without its query. */
public final class RequestPath {
    private RequestPath() {}

    public static String of(HttpRequest request) {
        String uri = request.uri();
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }
}
