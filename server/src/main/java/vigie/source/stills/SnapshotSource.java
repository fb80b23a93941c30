package vigie.source.stills;

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
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.still.StillException;
import vigie.still.StillIntake;

/**
 * Asks a camera for its picture of now, again and again. Whoever says what it has by {@code ETag} or {@code Last-Modified} is asked for
 * what is new. The time of a still is when its answer came.
 *
 * <p>{@link #run} belongs to one thread.
 */
public final class SnapshotSource implements Source {
    /** How long connecting may take, and how long the whole answer. */
    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private final StillSourceSettings settings;
    private final StillOrigin.Url origin;
    private final StillIntake intake;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration patience;
    private final HttpClient client;
    private @Nullable String tag;
    private @Nullable String changed;

    /** Asks an address. */
    public SnapshotSource(StillSourceSettings settings, StillOrigin.Url origin, StillIntake intake, Clock clock) {
        this(settings, origin, intake, clock, Sleeper.THREAD, DEFAULT_PATIENCE);
    }

    SnapshotSource(
            StillSourceSettings settings,
            StillOrigin.Url origin,
            StillIntake intake,
            Clock clock,
            Sleeper sleeper,
            Duration patience) {
        this.settings = settings;
        this.origin = origin;
        this.intake = intake;
        this.clock = clock;
        this.sleeper = sleeper;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        return origin.shown() + " · " + settings.everyInWords();
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        tag = null;
        changed = null;
        ask();
        out.opened(false);
        while (!Thread.currentThread().isInterrupted()) {
            sleeper.sleep(settings.every().toMillis());
            ask();
        }
    }

    private void ask() throws SourceException, InterruptedException {
        HttpResponse<byte[]> answer = answer();
        if (answer.statusCode() == 304) {
            return;
        }
        if (answer.statusCode() != 200) {
            throw new SourceException(origin.shown() + " answers " + answer.statusCode() + remedy(answer.statusCode()));
        }
        try {
            intake.take(answer.body(), clock.millis(), null);
        } catch (StillException e) {
            throw new SourceException(origin.shown() + ": " + e.getMessage(), e);
        }
        tag = answer.headers().firstValue("ETag").orElse(null);
        changed = answer.headers().firstValue("Last-Modified").orElse(null);
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 -> ": name and password? (http://NAME:PASSWORD@HOST/…, basic authentication)";
            case 404, 410 -> ": correct the source's url";
            case 503, 429 -> ": the camera is busy; ask less often (every)";
            default -> " (expected: 200 with a picture)";
        };
    }

    private HttpResponse<byte[]> answer() throws SourceException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request(), this::body);
        try {
            return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new SourceException(origin.shown() + " " + words(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new SourceException(
                    origin.shown() + " does not answer within " + patience.toMillis() + " ms: camera off or hung?", e);
        } finally {
            coming.cancel(true);
        }
    }

    private HttpRequest request() {
        URI url = origin.url();
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(url))
                .header("Accept", "image/jpeg, image/png, application/json")
                .header("User-Agent", "vigie");
        if (url.getUserInfo() != null) {
            byte[] user = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        if (changed != null) {
            request.header("If-Modified-Since", changed);
        }
        return request.build();
    }

    private static URI withoutUser(URI url) {
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(url.toString().replace(user + "@", ""));
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
        return new BoundedBody(intake.maxBytes());
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
