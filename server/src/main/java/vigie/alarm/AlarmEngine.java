package vigie.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.StandingAlarm;
import vigie.event.UnknownAlarmException;
import vigie.sensor.AlarmStep;
import vigie.sensor.Event;
import vigie.sensor.EventKind;
import vigie.sensor.Happening;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.Trouble;

/**
 * Evaluates rules, reading by reading. It has no clock and no thread: it is told of readings and of the time, and tells what
 * happens, in order. What it tells gets a number somewhere, and comes back through {@link #apply}, as do acknowledging and
 * shelving: an alarm changes by what is kept, so it is after a restart what it was before.
 *
 * <p>A value counts until the next reading. So {@code for} and {@code clear-delay} end between two readings, too, and at the same
 * time whether it is noticed by the next reading or by {@link #advance}. Readings are to be told before the time is advanced to
 * theirs.
 *
 * <p>Not thread-safe. A reading costs a comparison for each rule of its sensor, and no allocation as long as nothing happens.
 */
public final class AlarmEngine {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmEngine.class);

    /** When the server's clock goes back by more than this, it was set: {@value} ms. */
    private static final long SET_BACK = 1_000;

    private static final long LONGEST_SHELF_MINUTES = 10_080;

    private final Map<SensorId, SensorRules> sensors = new HashMap<>();
    /** By number, those that stand, and some that stood. */
    private final Map<Long, AlarmLife> alarms = new HashMap<>();

    private final Deadlines deadlines = new Deadlines();
    private final RuleBook book;
    private final Predicate<SensorId> ranged;
    private final Consumer<Happening> happenings;
    private long nowMillis = Long.MIN_VALUE;

    /**
     * @param ranged which sensors have the rule of their minimum and maximum
     * @param happenings told what happens; each comes back with its number through {@link #apply}, at once or later
     * @param troubles told of rules that do not work
     */
    public AlarmEngine(
            List<AlarmRule> rules,
            Predicate<SensorId> ranged,
            Consumer<Happening> happenings,
            Consumer<Trouble> troubles) {
        this.book = new RuleBook(rules, troubles);
        this.ranged = ranged;
        this.happenings = happenings;
    }

    /** Begins: tells what is wrong with the rules, and arms those that mean one certain sensor. */
    public void begin(SensorsKnown known, long epochMillis) {
        advance(epochMillis);
        book.tellDoubled(epochMillis);
        for (RuleStatus status : book.statuses()) {
            String pattern = status.rule().sensors().pattern();
            if (!pattern.contains("*")) {
                armIfSensor(pattern, known, epochMillis);
            }
        }
    }

    /** Says what is known of a sensor, also before it is heard. */
    @FunctionalInterface
    public interface SensorsKnown {
        SensorInfo info(SensorId sensor);
    }

    private void armIfSensor(String pattern, SensorsKnown known, long epochMillis) {
        try {
            sensor(known.info(SensorId.parse(pattern)), epochMillis);
        } catch (IllegalArgumentException e) {
            LOG.warn("alarms: sensor: {}: no sensor is called so: {}", pattern, e.getMessage());
        }
    }

    /** A sensor is known, or known better; its silence counts from now on. */
    public SensorRules sensor(SensorInfo info, long epochMillis) {
        SensorRules known = sensors.get(info.id());
        if (known == null) {
            known = new SensorRules(info, this::failed);
            sensors.put(info.id(), known);
            bind(known, epochMillis);
        } else {
            known.describe(info);
        }
        return known;
    }

    /**
     * A reading.
     *
     * @param epochMillis its time, by the sensor's clock
     * @param value what is not finite is no reading
     * @param arrivalMillis when it came, by the server's clock
     */
    public void reading(SensorRules sensor, long epochMillis, double value, long arrivalMillis) {
        sensor.reading(epochMillis, value, arrivalMillis);
    }

    /** It is this time by the server's clock: what is due happens, at the times when it was due. */
    public void advance(long epochMillis) {
        if (epochMillis < nowMillis - SET_BACK) {
            setBack(epochMillis);
        }
        nowMillis = epochMillis;
        for (BoundRule due = deadlines.poll(epochMillis); due != null; due = deadlines.poll(epochMillis)) {
            try {
                due.due(epochMillis);
            } catch (RuntimeException e) {
                failed(due, e, epochMillis);
            }
        }
    }

    /** When {@link #advance} has something to do next, epoch milliseconds; {@link Long#MAX_VALUE} when it has not. */
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Something happened, and has its number. What does not concern alarms is ignored. */
    public void apply(Event event) {
        AlarmStep step = event.what().alarm();
        if (step == null) {
            return;
        }
        if (event.what().kind() == EventKind.ALARM_RAISED) {
            number(event, step.rule());
            return;
        }
        AlarmLife life = alarms.get(event.alarm());
        if (life != null && life.isAlarm(event.alarm())) {
            apply(event, step, life);
        }
    }

    private void apply(Event event, AlarmStep step, AlarmLife life) {
        switch (event.what().kind()) {
            case ALARM_ACKNOWLEDGED -> life.acknowledged(event.what().by());
            case ALARM_SHELVED -> {
                life.shelved(step.untilMillis());
                requeue(life);
            }
            case ALARM_UNSHELVED -> life.unshelved(event.what().epochMillis());
            default -> {}
        }
        forgetIfOver(event.alarm(), life);
    }

    /**
     * Makes what somebody wants an event to be kept. It takes effect when it comes back through {@link #apply}; when it
     * cannot be kept, {@link #withdraw} is to be told. Of two who acknowledge an alarm the second is refused even while the first
     * waits to be kept.
     *
     * @throws UnknownAlarmException when there is no such alarm, or that cannot be done to it
     */
    public Happening check(AlarmRequest request, long epochMillis) throws UnknownAlarmException {
        AlarmLife life = alarms.get(request.alarm());
        if (life == null || !life.isAlarm(request.alarm())) {
            throw new UnknownAlarmException(request.alarm());
        }
        if (request instanceof AlarmRequest.Acknowledge acknowledge) {
            return acknowledge(acknowledge, life, epochMillis);
        }
        if (request instanceof AlarmRequest.Shelve shelve) {
            return shelve(shelve, life, epochMillis);
        }
        return unshelve(request, life, epochMillis);
    }

    private static Happening acknowledge(AlarmRequest.Acknowledge request, AlarmLife life, long epochMillis)
            throws UnknownAlarmException {
        if (life.isTakenCareOf()) {
            String by = life.acknowledger();
            throw new UnknownAlarmException("event: " + request.alarm() + ": is acknowledged already"
                    + (by == null ? "" : ", by " + by) + " (expected: an alarm that nobody has acknowledged)");
        }
        if (life.state() != AlarmState.RAISED && life.state() != AlarmState.CLEARED) {
            throw new UnknownAlarmException("event: " + request.alarm() + ": is "
                    + life.state().word() + " (expected: an alarm that nobody has acknowledged)");
        }
        life.acknowledging(request.by());
        return life.step(EventKind.ALARM_ACKNOWLEDGED, epochMillis, 0, request.text())
                .by(request.by());
    }

    /** What {@link #check} let pass could not be kept. */
    public void withdraw(AlarmRequest request) {
        AlarmLife life = alarms.get(request.alarm());
        if (request instanceof AlarmRequest.Acknowledge && life != null && life.isAlarm(request.alarm())) {
            life.notAcknowledged();
        }
    }

    private static Happening shelve(AlarmRequest.Shelve request, AlarmLife life, long epochMillis)
            throws UnknownAlarmException {
        long minutes = request.span().toMinutes();
        if (minutes < 1 || minutes > LONGEST_SHELF_MINUTES) {
            throw new UnknownAlarmException("minutes: " + minutes + " (expected: 1 to " + LONGEST_SHELF_MINUTES + ")");
        }
        if (request.text().isBlank()) {
            throw new UnknownAlarmException("text: missing (expected: why it is shelved)");
        }
        long until = epochMillis + request.span().toMillis();
        return life.step(EventKind.ALARM_SHELVED, epochMillis, until, request.text())
                .by(request.by());
    }

    private static Happening unshelve(AlarmRequest request, AlarmLife life, long epochMillis)
            throws UnknownAlarmException {
        if (life.state() != AlarmState.SHELVED) {
            throw new UnknownAlarmException("event: " + request.alarm() + ": is "
                    + life.state().word() + " (expected: an alarm that is shelved)");
        }
        life.clearBeforeShelfEnds(epochMillis, Double.NaN);
        return life.step(EventKind.ALARM_UNSHELVED, epochMillis, 0, null).by(request.by());
    }

    /** An alarm that stood when the server stopped. When its rule is gone, it is cleared, and that is said. */
    public void restore(StandingAlarm kept, SensorsKnown known, long epochMillis) {
        SensorId id = SensorId.parse(kept.sensor());
        sensor(known.info(id), epochMillis);
        BoundRule rule = find(kept.rule(), id);
        if (rule != null) {
            rule.restore(kept);
            alarms.put(kept.alarm(), rule.life());
        } else {
            AlarmLife orphan = new AlarmLife(kept.rule(), kept.severity(), id, happenings);
            orphan.restore(kept);
            alarms.put(kept.alarm(), orphan);
            clearOrphan(orphan, epochMillis);
        }
    }

    private static void clearOrphan(AlarmLife orphan, long epochMillis) {
        boolean shelved = orphan.state() == AlarmState.SHELVED;
        if (orphan.state() != AlarmState.CLEARED) {
            orphan.clear(epochMillis, Double.NaN, "its rule is not in the configuration any more");
        }
        if (shelved) {
            orphan.endShelf(epochMillis, Double.NaN);
        }
    }

    /** How a rule does on a sensor; normal also when there is no such rule. */
    public AlarmState state(String rule, SensorId sensor) {
        BoundRule found = find(rule, sensor);
        return found == null ? AlarmState.NORMAL : found.state();
    }

    /** How each rule does on each sensor it is for. */
    public List<RuleState> states() {
        List<RuleState> states = new ArrayList<>();
        for (SensorRules sensor : sensors.values()) {
            for (BoundRule bound : sensor.rules()) {
                states.add(new RuleState(bound.rule().id(), sensor.info().id(), bound.state()));
            }
        }
        return states;
    }

    /** How a rule does on a sensor. */
    public record RuleState(String rule, SensorId sensor, AlarmState state) {}

    /** All rules, and which are broken. */
    public List<RuleStatus> rules() {
        return book.statuses();
    }

    /** Grows when {@link #rules} may say something else. */
    long ruleChanges() {
        return book.changes();
    }

    /** How many readings came too late to count: older than another of their sensor, by no more than a minute. */
    public long late() {
        return sensors.values().stream().mapToLong(SensorRules::late).sum();
    }

    private void number(Event event, String rule) {
        BoundRule raised = find(rule, SensorId.parse(event.what().subject()));
        if (raised != null) {
            alarms.remove(raised.life().number());
            alarms.put(event.id(), raised.life());
            raised.life().numbered(event.id());
        }
    }

    private void forgetIfOver(long alarm, AlarmLife life) {
        if (life.state() == AlarmState.NORMAL) {
            alarms.remove(alarm);
        }
    }

    private void requeue(AlarmLife life) {
        for (SensorRules sensor : sensors.values()) {
            for (BoundRule rule : sensor.rules()) {
                if (rule.life() == life) {
                    rule.queue();
                }
            }
        }
    }

    private @Nullable BoundRule find(String rule, SensorId sensor) {
        SensorRules found = sensors.get(sensor);
        if (found != null) {
            for (BoundRule bound : found.rules()) {
                if (bound.rule().id().equals(rule)) {
                    return bound;
                }
            }
        }
        return null;
    }

    private void bind(SensorRules sensor, long epochMillis) {
        SensorInfo info = sensor.info();
        List<BoundRule> bound = new ArrayList<>();
        for (AlarmRule rule : book.rulesFor(info, ranged.test(info.id()))) {
            AlarmLife life = new AlarmLife(rule.id(), rule.severity(), info.id(), happenings);
            if (rule.condition() instanceof Condition.OfReadings condition) {
                bound.add(new ValueRule(rule, condition, sensor, life, deadlines));
            } else if (rule.condition() instanceof Condition.Silent silent) {
                SilenceRule silence = new SilenceRule(rule, silent.silence(), sensor, life, deadlines, this::breaks);
                silence.arm(epochMillis);
                bound.add(silence);
            }
        }
        sensor.setRules(bound.toArray(BoundRule[]::new));
    }

    private void breaks(BoundRule rule, @Nullable String why) {
        book.breaks(rule.rule().id(), rule.sensor().info().id().toString(), why, nowMillis);
    }

    /** It is left out from now on; the others go on. */
    private void failed(BoundRule rule, RuntimeException why, long epochMillis) {
        LOG.error("rule {} fails on {}", rule.rule().id(), rule.sensor().info().id(), why);
        BoundRule[] others = Arrays.stream(rule.sensor().rules())
                .filter(other -> other != rule)
                .toArray(BoundRule[]::new);
        rule.sensor().setRules(others);
        book.breaks(rule.rule().id(), rule.sensor().info().id().toString(), "it fails: " + why, epochMillis);
        try {
            rule.end(epochMillis, "its rule is broken");
        } catch (RuntimeException e) {
            LOG.error("rule {} cannot be ended", rule.rule().id(), e);
        }
    }

    private void setBack(long epochMillis) {
        deadlines.clear();
        for (SensorRules sensor : sensors.values()) {
            for (BoundRule rule : sensor.rules()) {
                rule.serverSetBack(epochMillis);
            }
        }
    }
}
