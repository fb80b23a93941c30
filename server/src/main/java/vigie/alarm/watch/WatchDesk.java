package vigie.alarm.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alarm.AlarmEngine;
import vigie.alarm.life.AlarmRequest;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.journal.AlarmDesk;
import vigie.journal.UnknownAlarmException;
import vigie.work.LogThrottle;

/** Takes what people ask for to the watch's thread, and from there to where it is kept. Thread-safe. */
final class WatchDesk implements AlarmDesk {
    private static final Logger LOG = LoggerFactory.getLogger(WatchDesk.class);

    private final LogThrottle throttle = new LogThrottle();
    private final WatchQueue queue;
    /** Owned by the watch's thread. */
    private final AlarmEngine engine;

    private final AlarmWatch.Surroundings around;

    WatchDesk(WatchQueue queue, AlarmEngine engine, AlarmWatch.Surroundings around) {
        this.queue = queue;
        this.engine = engine;
        this.around = around;
    }

    @Override
    public CompletionStage<Event> acknowledge(long alarm, @Nullable String by, @Nullable String text) {
        return ask(new AlarmRequest.Acknowledge(alarm, by, text));
    }

    @Override
    public CompletionStage<Event> shelve(long alarm, Duration time, @Nullable String by, String text) {
        return ask(new AlarmRequest.Shelve(alarm, time, by, text));
    }

    @Override
    public CompletionStage<Event> unshelve(long alarm, @Nullable String by) {
        return ask(new AlarmRequest.Unshelve(alarm, by));
    }

    private CompletionStage<Event> ask(AlarmRequest request) {
        CompletableFuture<Event> answer = new CompletableFuture<>();
        if (!queue.offer(() -> answer(request, answer))) {
            answer.completeExceptionally(new UnknownAlarmException(
                    "event: " + request.alarm() + ": the server is too busy, or stops (expected: another try)"));
        }
        return answer;
    }

    private void answer(AlarmRequest request, CompletableFuture<Event> answer) {
        try {
            Happening wanted = engine.check(request, around.clock().millis());
            var unused = around.submit().apply(wanted).whenComplete((event, failure) -> {
                if (failure == null) {
                    answer.complete(event);
                } else {
                    withdraw(request);
                    answer.completeExceptionally(failure);
                }
            });
        } catch (UnknownAlarmException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Before it is answered, so that who asks again is not refused for what was not kept. */
    private void withdraw(AlarmRequest request) {
        if (!queue.offer(() -> engine.withdraw(request))) {
            if (throttle.isDue()) {
                LOG.error(
                        "alarm {}: a request that was not kept could not be taken back{}",
                        request.alarm(),
                        throttle.takeHeldBackText());
            }
        }
    }
}
