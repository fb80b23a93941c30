package vigie.alarm.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alarm.AlarmEngine;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.RuleStatus;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.hub.Batch;
import vigie.hub.HubSubscriber;
import vigie.hub.SensorSnapshot;
import vigie.journal.AlarmDesk;
import vigie.journal.EventSubscriber;
import vigie.journal.StandingAlarm;
import vigie.sensor.SensorId;
import vigie.work.FailureLog;
import vigie.work.LogThrottle;
import vigie.work.health.Pulse;

/**
 * The hub's subscriber that watches for alarms: a thread of its own evaluates the rules on every batch, and wakes when the next
 * delay is over. Its {@link #desk} is where alarms are acknowledged and shelved.
 *
 * <p>Neither the hub nor the event log ever waits for it. What finds no room is lost, the oldest first, and counted; a trouble
 * tells so.
 */
public final class AlarmWatch implements HubSubscriber, EventSubscriber, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);

    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final WatchQueue queue = new WatchQueue();
    /** Owned by the watch's thread, as is what it works with. */
    private final AlarmEngine engine;

    private final BatchEvaluator evaluator;
    private final LossTrouble losses;
    private final WatchDesk desk;
    private final Surroundings around;
    private final Thread thread;
    private final Pulse pulse = new Pulse();
    private final FailureLog failures = new FailureLog(LOG);
    private final LogThrottle refusals = new LogThrottle();
    private volatile AlarmTally tally = AlarmTally.NOTHING;
    private volatile List<RuleStatus> rules;

    /** Owned by the watch's thread. */
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
        evaluator = new BatchEvaluator(engine, around);
        losses = new LossTrouble(around.troubles(), around.clock());
        desk = new WatchDesk(queue, engine, around);
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
            // Closed, it leaves what its last batch raised to the next start, which restores what stands.
            if (event.what().kind().isAlarm() && !queue.offer(() -> engine.apply(event)) && !queue.isClosed()) {
                if (refusals.isDue()) {
                    LOG.error("alarm event {} could not be taken in{}", event.id(), refusals.takeHeldBackText());
                }
            }
        }
    }

    /** Where people take care of the alarms. */
    public AlarmDesk desk() {
        return desk;
    }

    /** All rules, those of ranges too, and which are broken. */
    public List<RuleStatus> rules() {
        return rules;
    }

    /** Beats while it looks at batches and deadlines, or there is none to look at. */
    public Pulse pulse() {
        return pulse;
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

    private void watch() {
        try {
            while (!queue.isDone()) {
                pulse.beat();
                step();
            }
        } catch (InterruptedException e) {
            LOG.error("the watch for alarms was interrupted; no alarm is raised any more");
        } finally {
            pulse.end();
        }
    }

    /** What fails, such as for want of memory, must not end the watch. */
    private void step() throws InterruptedException {
        try {
            queue.await(untilNextDeadline());
            doErrands();
            Batch batch = queue.pollBatch();
            if (batch == null) {
                evaluator.advance();
            } else {
                evaluator.evaluate(batch);
            }
            tell();
        } catch (RuntimeException | Error e) {
            failures.failed("the watch for alarms failed, and continues", e);
        }
    }

    private void doErrands() {
        for (Runnable errand = queue.pollErrand(); errand != null; errand = queue.pollErrand()) {
            try {
                errand.run();
            } catch (RuntimeException | Error e) {
                failures.failed("a request to the watch for alarms failed", e);
            }
        }
    }

    private long untilNextDeadline() {
        return Math.max(0, Math.min(Pulse.REST_MILLIS, evaluator.untilNextDeadline()));
    }

    private void tell() {
        long lost = queue.lost();
        tally = new AlarmTally(evaluator.readings(), engine.late(), lost);
        if (ruleChanges != engine.ruleChanges()) {
            ruleChanges = engine.ruleChanges();
            rules = engine.rules();
        }
        losses.look(lost, queue.hasNoBatch());
    }
}
