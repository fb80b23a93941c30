package vigie.alarm;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.AlarmDesk;
import vigie.event.EventSubscriber;
import vigie.event.StandingAlarm;
import vigie.event.UnknownAlarmException;
import vigie.hub.Batch;
import vigie.hub.Change;
import vigie.hub.HubSubscriber;
import vigie.hub.SensorSnapshot;
import vigie.sensor.Event;
import vigie.sensor.Happening;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.Trouble;

/**
 * The hub's subscriber that watches for alarms: a thread of its own evaluates the rules on every batch, and wakes when the next
 * delay is over. It is where alarms are acknowledged and shelved, too.
 *
 * <p>Neither the hub nor the event log ever waits for it. What finds no room is lost, the oldest first, and counted; a trouble
 * tells so.
 */
public final class AlarmWatch implements HubSubscriber, EventSubscriber, AlarmDesk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);

    /** It wakes at least so often when a deadline is ahead, since the clock may have been set: {@value} ms. */
    private static final long LONGEST_SLEEP = 10_000;

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final SensorRules[] NONE = {};

    private final WatchQueue queue = new WatchQueue();
    private final AlarmEngine engine;
    private final Surroundings around;
    private final Thread thread;
    private volatile AlarmTally tally = AlarmTally.NOTHING;
    private volatile List<RuleStatus> rules;

    /** All below is owned by the watch's thread. By the sensors' index in batches. */
    private SensorRules[] sensors = NONE;

    private long readings;
    private long batchMillis;
    private long lostTold;
    private boolean losing;
    private long ruleChanges;

    /**
     * What it works with; all of it from any thread.
     *
     * @param known what is known of a sensor
     * @param sensors all sensors that the hub knows, asked when batches were lost
     * @param report told what happens
     * @param submit told what people do; completes when it is kept
     * @param troubles told of broken rules, and when it does not keep up
     * @param tick how long a reading may be on its way through the hub
     */
    public record Surroundings(
            AlarmEngine.SensorsKnown known,
            Supplier<List<SensorSnapshot>> sensors,
            Consumer<Happening> report,
            Function<Happening, CompletionStage<Event>> submit,
            Consumer<Trouble> troubles,
            Duration tick,
            Clock clock) {}

    /**
     * Does not subscribe by itself: to be subscribed to hub and event log before either starts.
     *
     * @param ranged which sensors have the rule of their minimum and maximum
     */
    public AlarmWatch(List<AlarmRule> configured, Predicate<SensorId> ranged, Surroundings around) {
        this.around = around;
        engine = new AlarmEngine(configured, ranged, around.report(), around.troubles());
        rules = engine.rules();
        thread = new Thread(this::watch, "alarm-watch");
        thread.setDaemon(true);
    }

    /**
     * Begins. Call once.
     *
     * @param standing the alarms that stood when the server stopped
     */
    public void start(List<StandingAlarm> standing) {
        queue.offer(() -> {
            long now = around.clock().millis();
            engine.begin(around.known(), now);
            standing.forEach(alarm -> engine.restore(alarm, around.known(), now));
        });
        thread.start();
    }

    @Override
    public void batch(Batch batch) {
        queue.offerOrLose(batch);
    }

    @Override
    public void events(List<Event> events) {
        for (Event event : events) {
            if (event.what().kind().isAlarm() && !queue.offer(() -> engine.apply(event))) {
                LOG.error("alarm event {} could not be taken in", event.id());
            }
        }
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

    /** All rules, those of ranges too, and which are broken. */
    public List<RuleStatus> rules() {
        return rules;
    }

    /** How it keeps up. */
    public AlarmTally tally() {
        return tally;
    }

    /** Looks at what is left, then ends. To be called when the hub is closed, and before the event log is. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            LOG.error("alarm {}: a request that was not kept could not be taken back", request.alarm());
        }
    }

    private void watch() {
        try {
            while (!queue.isDone()) {
                queue.await(untilNextDeadline());
                step();
            }
        } catch (InterruptedException e) {
            LOG.error("the watch for alarms was interrupted; no alarm is raised any more");
        }
    }

    private void step() {
        doSafely(this::doErrands);
        Batch batch = queue.pollBatch();
        doSafely(batch == null ? this::advance : () -> evaluate(batch));
        tell();
    }

    /** What fails on one batch must not end the watch. */
    private static void doSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("the watch for alarms failed, and goes on", e);
        }
    }

    private void doErrands() {
        for (Runnable errand = queue.pollErrand(); errand != null; errand = queue.pollErrand()) {
            doSafely(errand);
        }
    }

    private void evaluate(Batch batch) {
        for (Change change : batch.changes()) {
            if (change instanceof Change.SensorAdded added) {
                know(added.index(), added.info(), batch.epochMillis());
            }
        }
        long now = batch.epochMillis();
        for (int i = 0; i < batch.size(); i++) {
            int index = batch.sensor(i);
            if (index >= sensors.length || sensors[index] == null) {
                relearn(now);
            }
            engine.reading(sensors[index], batch.time(i), batch.value(i), now);
        }
        readings += batch.size();
        batchMillis = now;
        engine.advance(now);
    }

    /** The batch that told of a sensor was lost. */
    private void relearn(long nowMillis) {
        for (SensorSnapshot sensor : around.sensors().get()) {
            know(sensor.index(), sensor.info(), nowMillis);
        }
    }

    private void know(int index, SensorInfo info, long nowMillis) {
        if (index >= sensors.length) {
            sensors = Arrays.copyOf(sensors, Math.max(index + 1, 2 * sensors.length));
        }
        sensors[index] = engine.sensor(info, nowMillis);
    }

    /** What may be on its way through the hub comes first. */
    private void advance() {
        long now = around.clock().millis();
        boolean setBack = now < batchMillis;
        engine.advance(setBack ? now : Math.max(now - around.tick().toMillis(), batchMillis));
    }

    private long untilNextDeadline() {
        long next = engine.nextDeadline();
        if (next == Long.MAX_VALUE) {
            return LONGEST_SLEEP;
        }
        long wait = next + around.tick().toMillis() - around.clock().millis();
        return Math.max(0, Math.min(LONGEST_SLEEP, wait));
    }

    private void tell() {
        long lost = queue.lost();
        tally = new AlarmTally(readings, engine.late(), lost);
        if (ruleChanges != engine.ruleChanges()) {
            ruleChanges = engine.ruleChanges();
            rules = engine.rules();
        }
        if (lost > lostTold) {
            lostTold = lost;
            if (!losing) {
                losing = true;
                trouble(
                        "readings come faster than the rules are evaluated; some are not looked at for alarms. Fewer rules for"
                                + " all sensors, or fewer readings, would help",
                        false);
            }
        } else if (losing && queue.isEmpty()) {
            losing = false;
            trouble("every reading is looked at again; " + lost + " were not so far", true);
        }
    }

    private void trouble(String text, boolean over) {
        LOG.warn(text);
        around.troubles()
                .accept(new Trouble("alarms", text, over, around.clock().millis()));
    }
}
