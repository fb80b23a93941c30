package vigie.source.camera;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vigie.source.SourceException;

/**
 * Asks a camera by HTTP, and follows it to other addresses, but not from https to http. Name and password are for the host that is
 * configured, and go to no other. One thread.
 */
final class SnapshotClient {
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTIONS = 5;

    private final StillOrigin.Url origin;
    private final long maxBytes;
    private final Duration patience;
    private final HttpClient client;

    /**
     * @param maxBytes how long a picture may be
     * @param patience how long connecting may take, and how long the whole answer
     */
    SnapshotClient(StillOrigin.Url origin, long maxBytes, Duration patience) {
        this.origin = origin;
        this.maxBytes = maxBytes;
        this.patience = patience;
        // Redirections are followed here: before its 25th version the JDK takes the password along to other hosts.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Asks for the picture of now.
     *
     * @param conditions headers that say what is known already
     * @throws SourceException when there is no answer, or it is none to be read; says why
     */
    HttpResponse<byte[]> ask(Map<String, String> conditions) throws SourceException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        URI url = withoutUser(origin.url());
        HttpResponse<byte[]> answer = answer(request(url, conditions), end);
        URI next = redirection(url, answer);
        for (int hops = 0; next != null && hops < MOST_REDIRECTIONS; hops++) {
            url = next;
            answer = answer(request(url, conditions), end);
            next = redirection(url, answer);
        }
        return answer;
    }

    /** Where the answer leads; null when it is no redirection, or one that is not followed. */
    private static @Nullable URI redirection(URI url, HttpResponse<byte[]> answer) {
        String location = answer.headers().firstValue("Location").orElse(null);
        if (location == null || !REDIRECTIONS.contains(answer.statusCode())) {
            return null;
        }
        try {
            URI next = url.resolve(location);
            boolean asSafe = "https".equalsIgnoreCase(next.getScheme())
                    || ("http".equalsIgnoreCase(next.getScheme()) && "http".equalsIgnoreCase(url.getScheme()));
            return asSafe && next.getHost() != null ? next : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request, long endNanos)
            throws SourceException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request, this::body);
        try {
            return coming.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new SourceException(origin.shown() + " " + origin.address().hideIn(words(e.getCause())), e);
        } catch (TimeoutException e) {
            throw new SourceException(
                    origin.shown() + " does not answer within " + patience.toMillis() + " ms: camera off or hung?", e);
        } finally {
            coming.cancel(true);
        }
    }

    private HttpRequest request(URI url, Map<String, String> conditions) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Accept", "image/jpeg, image/png, application/json")
                .header("User-Agent", "vigie");
        conditions.forEach(request::header);
        String user = origin.url().getUserInfo();
        if (user != null && url.getHost().equalsIgnoreCase(origin.url().getHost())) {
            byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return request.build();
    }

    private static URI withoutUser(URI url) {
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(url.toString().replace("//" + user + "@", "//"));
    }

    private BodySubscriber<byte[]> body(ResponseInfo head) {
        String type = head.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (head.statusCode() != 200) {
            return BodySubscribers.replacing(new byte[0]);
        }
        if (type.startsWith("multipart/") || type.startsWith("video/")) {
            return BoundedBody.refusing(
                    "answers with a film, " + type + " (expected: the camera's address for single pictures)");
        }
        return new BoundedBody(maxBytes);
    }

    private static String words(@Nullable Throwable cause) {
        Throwable deepest = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            deepest = next;
            if (next instanceof BoundedBody.Refused) {
                return String.valueOf(next.getMessage());
            }
            if (next instanceof HttpConnectTimeoutException) {
                return "does not take the connection: camera off, or another network?";
            }
            if (next instanceof UnknownHostException || next instanceof UnresolvedAddressException) {
                return "has a host that nobody knows: correct the source's url";
            }
            if (next instanceof SSLException) {
                return "does not speak TLS as expected: " + next.getMessage();
            }
        }
        if (cause instanceof ConnectException) {
            return "refuses the connection: camera off, or another port?";
        }
        return deepest instanceof IOException ? "breaks off: " + deepest.getMessage() : "cannot be asked: " + deepest;
    }
}
