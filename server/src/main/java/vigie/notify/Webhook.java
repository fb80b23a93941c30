package vigie.notify;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.AlarmStep;
import vigie.event.Trouble;
import vigie.sensor.PrintableText;
import vigie.work.LogThrottle;

/**
 * One who is told of alarms. Its thread posts one event after the other, in order. When nobody answers, or the answer is 429 or 5xx, it is
 * tried again with growing pauses; what is refused otherwise is not. While nobody takes them the newest wait, the oldest are lost and
 * counted.
 */
final class Webhook implements AutoCloseable {
    /** So many may wait: {@value}. */
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int LINES_A_MINUTE = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final int TOO_MANY_REQUESTS = 429;

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final WebhookSettings settings;
    /** Without what may be a secret in the address. */
    private final String name;

    private final HttpClient client;
    private final Consumer<Trouble> troubles;
    private final Clock clock;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor sender;

    /** Owned by the hook's thread: what was told to be wrong. */
    private @Nullable String told;

    /** What became of a try. */
    private enum Outcome {
        TAKEN,
        REFUSED,
        FAILED
    }

    Webhook(String name, WebhookSettings settings, HttpClient client, Consumer<Trouble> troubles, Clock clock) {
        this.settings = settings;
        this.name = name;
        this.client = client;
        this.troubles = troubles;
        this.clock = clock;
        sender = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), this::newThread, this::makeRoom);
    }

    private Thread newThread(Runnable work) {
        Thread made = new Thread(work, "webhook-" + settings.url().getHost());
        made.setDaemon(true);
        return made;
    }

    boolean wants(AlarmStep step) {
        return step.severity().compareTo(settings.least()) >= 0;
    }

    /** When there is no room the oldest is lost. */
    void offerOrLose(byte[] body) {
        sender.execute(() -> deliver(body));
    }

    private void makeRoom(Runnable newest, ThreadPoolExecutor full) {
        if (!full.isShutdown()) {
            if (full.getQueue().poll() != null) {
                lost.incrementAndGet();
            }
            full.execute(newest);
        }
    }

    WebhookTally tally() {
        return new WebhookTally(
                name, taken.get(), refused.get(), lost.get(), sender.getQueue().size(), failures.get());
    }

    @Override
    public void close() {
        closing.countDown();
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug(
                        "{} ends with {} events left",
                        name,
                        sender.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(byte[] body) {
        try {
            deliverUntilClosing(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until it is taken or refused; once there is no time any more, a last time. */
    private void deliverUntilClosing(byte[] body) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (send(body) == Outcome.FAILED) {
            failures.incrementAndGet();
            if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                send(body);
                return;
            }
            pause = twice(pause);
        }
    }

    private Outcome send(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("content-type", "application/json")
                .header("user-agent", "vigie")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return outcome(answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode());
        } catch (ExecutionException e) {
            return notReached(reason(e.getCause()));
        } catch (TimeoutException e) {
            return notReached("no answer within " + settings.timeout().toMillis() + " ms");
        } finally {
            answer.cancel(true);
        }
    }

    private Outcome notReached(String why) {
        trouble("is not reached: " + why + "; it is tried again");
        return Outcome.FAILED;
    }

    private String reason(@Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        String message = cause == null ? null : cause.getMessage();
        return message == null
                ? "connection failed"
                : PrintableText.line(settings.address().hideIn(message));
    }

    private Outcome outcome(int status) {
        if (status == TOO_MANY_REQUESTS || status >= 500) {
            trouble("answers " + status + "; it is tried again");
            return Outcome.FAILED;
        }
        if (status >= 300) {
            refused.incrementAndGet();
            trouble("refuses events with " + status + " (expected: 2xx); they are not tried again");
            return Outcome.REFUSED;
        }
        taken.incrementAndGet();
        over();
        return Outcome.TAKEN;
    }

    private void trouble(String what) {
        String text = what + (lost.get() > 0 ? "; some events are lost" : "");
        if (!text.equals(told)) {
            told = text;
            if (throttle.isDue()) {
                LOG.warn("{} {}{}", name, text, throttle.takeHeldBackText());
            }
            troubles.accept(new Trouble(name, text, false, clock.millis()));
        }
    }

    private void over() {
        if (told != null) {
            told = null;
            long gone = lost.get();
            String text = "takes events again; " + (gone == 0 ? "none was lost" : gone + " were lost so far");
            if (throttle.isDue()) {
                LOG.info("{} {}{}", name, text, throttle.takeHeldBackText());
            }
            troubles.accept(new Trouble(name, text, true, clock.millis()));
        }
    }

    private static Duration twice(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
