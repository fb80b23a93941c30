package vigie.bench.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Honest clients of a server, which measure how they are served: a viewer, new viewers, questions about health and the past. As a program
 * it takes the words {@code begin}, {@code recover} and {@code report}, a line each, and answers each with a line.
 */
final class Watcher implements AutoCloseable {
    private static final long HEALTH_MILLIS = 250;
    private static final long ANSWER_MILLIS = 1000;
    private static final long TICK_MILLIS = 5;
    /** Longer than a new viewer waits. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, Watcher::daemon);
    private final ExecutorService asking = Executors.newCachedThreadPool(Watcher::daemon);
    private final Worst health = new Worst();
    private final Worst answers = new Worst();
    private final Worst newcomers = new Worst();
    private final Worst pause = new Worst();
    private final WatchedView view;

    Watcher(URI server) {
        this.server = server;
        view = new WatchedView(server, http, timer);
        askEvery(HEALTH_MILLIS, health, () -> isAnswered("/healthz"));
        askEvery(ANSWER_MILLIS, answers, () -> isAnswered("/api/sources"));
        askEvery(ANSWER_MILLIS, answers, () -> isAnswered("/api/history?sensor=pulse/*&from=now-10s&to=now"));
        askEvery(ANSWER_MILLIS, newcomers, () -> Newcomer.isServed(server, http));
        asking.execute(this::watchItself);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Watcher watcher = new Watcher(URI.create(args[0]))) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                System.out.println(watcher.answer(word));
                System.out.flush();
            }
        }
    }

    private String answer(String word) throws InterruptedException {
        return switch (word) {
            case "begin" -> {
                begin();
                yield "";
            }
            case "recover" -> Long.toString(recoveryMillis());
            case "report" -> report().json();
            default -> "unknown (expected: begin, recover or report)";
        };
    }

    /** Measures from now on; waits for the first update, so that the server is known to be up. */
    void begin() throws InterruptedException {
        boolean unused = getsUpdates();
        view.reset();
        health.reset();
        answers.reset();
        newcomers.reset();
        pause.reset();
    }

    /** How long it takes from now until a new viewer, a question about health, and the old viewer are served; 20 s and more for never. */
    long recoveryMillis() throws InterruptedException {
        long begin = System.nanoTime();
        boolean unused = isServed();
        return millisSince(begin);
    }

    /** Whether all three are served at all, within 20 s each. */
    boolean isServed() throws InterruptedException {
        return await(() -> Newcomer.isServed(server, http)) && await(() -> isAnswered("/healthz")) && getsUpdates();
    }

    /** Whether the old viewer gets another update within 20 s. */
    boolean getsUpdates() throws InterruptedException {
        long seen = view.updates();
        return await(() -> view.updates() > seen);
    }

    WatchReport report() {
        return view.report(
                health.figures(),
                answers.figures(),
                newcomers.figures(),
                pause.figures().millis());
    }

    @Override
    public void close() {
        view.close();
        timer.shutdownNow();
        asking.shutdownNow();
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (millisSince(begin) > RECOVERY.toMillis()) {
                return false;
            }
            Thread.sleep(TICK_MILLIS);
        }
        return true;
    }

    /** Each question has a thread of its own, so that one that hangs holds up no other. */
    private void askEvery(long millis, Worst worst, BooleanSupplier question) {
        Runnable ask = () -> {
            long begin = System.nanoTime();
            boolean fine = question.getAsBoolean();
            worst.took(millisSince(begin), fine);
        };
        var unused = timer.scheduleAtFixedRate(() -> asking.execute(ask), millis, millis, TimeUnit.MILLISECONDS);
    }

    private boolean isAnswered(String target) {
        try {
            return HttpQuestion.get(server, target) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void watchItself() {
        try {
            for (long before = System.nanoTime(); !timer.isShutdown(); before = System.nanoTime()) {
                Thread.sleep(TICK_MILLIS);
                pause.atLeast(millisSince(before) - TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "watcher");
        thread.setDaemon(true);
        return thread;
    }
}
