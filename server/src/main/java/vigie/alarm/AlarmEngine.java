package vigie.alarm;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alarm.life.AlarmLife;
import vigie.alarm.life.AlarmRequest;
import vigie.alarm.life.AlarmState;
import vigie.alarm.life.RequestCheck;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.RuleBook;
import vigie.alarm.rule.RuleStatus;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.journal.StandingAlarm;
import vigie.journal.UnknownAlarmException;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

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

    private final Deadlines deadlines = new Deadlines();
    private final RuleBook book;
    private final RuleFaults faults;
    private final RuleBindings bindings;
    private final AlarmRegister register;
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
        book = new RuleBook(rules, troubles);
        faults = new RuleFaults(book);
        bindings = new RuleBindings(book, ranged, deadlines, happenings, faults);
        register = new AlarmRegister(bindings, happenings);
    }

    /** Begins: tells what is wrong with the rules, and arms those that mean one certain sensor. */
    public void begin(SensorsKnown known, long epochMillis) {
        advance(epochMillis);
        book.tellDoubled(epochMillis);
        for (RuleStatus status : book.statuses()) {
            SensorGlob sensors = status.rule().sensors();
            if (!sensors.pattern().contains("*")) {
                armIfSensor(sensors, known, epochMillis);
            }
        }
    }

    /** Says what is known of a sensor, also before it is heard. */
    @FunctionalInterface
    public interface SensorsKnown {
        SensorInfo info(SensorId sensor);
    }

    private void armIfSensor(SensorGlob written, SensorsKnown known, long epochMillis) {
        SensorId id = written.asId();
        if (id == null) {
            LOG.warn("alarms: sensor: {}: no sensor has this name (expected: <source>/<channel>)", written.pattern());
        } else {
            sensor(known.info(id), epochMillis);
        }
    }

    /** A sensor is known, or known better; its silence counts from now on. */
    public SensorRules sensor(SensorInfo info, long epochMillis) {
        return bindings.sensor(info, epochMillis);
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
            deadlines.clear();
            bindings.all().forEach(rule -> rule.serverSetBack(epochMillis));
        }
        nowMillis = epochMillis;
        for (BoundRule due = deadlines.due(epochMillis); due != null; due = deadlines.due(epochMillis)) {
            try {
                due.due(epochMillis);
            } catch (RuntimeException e) {
                faults.failed(due, e, epochMillis);
            }
        }
    }

    /** When {@link #advance} has something to do next, epoch milliseconds; {@link Long#MAX_VALUE} when it has not. */
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Something happened, and has its number. What does not concern alarms is ignored. */
    public void apply(Event event) {
        register.apply(event);
    }

    /**
     * Makes what somebody wants an event to be kept. It takes effect when it comes back through {@link #apply}; when it
     * cannot be kept, {@link #withdraw} is to be told. Of two who acknowledge an alarm the second is refused even while the first
     * waits to be kept.
     *
     * @throws UnknownAlarmException when there is no such alarm, or that cannot be done to it
     */
    public Happening check(AlarmRequest request, long epochMillis) throws UnknownAlarmException {
        AlarmLife life = register.find(request.alarm());
        if (life == null) {
            throw new UnknownAlarmException(request.alarm());
        }
        return RequestCheck.happening(request, life, epochMillis);
    }

    /** What {@link #check} let pass could not be kept. */
    public void withdraw(AlarmRequest request) {
        AlarmLife life = register.find(request.alarm());
        if (request instanceof AlarmRequest.Acknowledge && life != null) {
            life.notAcknowledged();
        }
    }

    /** An alarm that stood when the server stopped. When its rule is gone, it is cleared, and that is said. */
    public void restore(StandingAlarm kept, SensorsKnown known, long epochMillis) {
        sensor(known.info(SensorId.parse(kept.sensor())), epochMillis);
        register.restore(kept, epochMillis);
    }

    /** How a rule does on a sensor; normal also when there is no such rule. */
    public AlarmState state(String rule, SensorId sensor) {
        BoundRule found = bindings.find(rule, sensor);
        return found == null ? AlarmState.NORMAL : found.state();
    }

    /** How each rule does on each sensor it is for. */
    public List<RuleState> states() {
        return bindings.all().stream()
                .map(bound ->
                        new RuleState(bound.rule().id(), bound.sensor().info().id(), bound.state()))
                .toList();
    }

    /** How a rule does on a sensor. */
    public record RuleState(String rule, SensorId sensor, AlarmState state) {}

    /** All rules, and which are broken. */
    public List<RuleStatus> rules() {
        return book.statuses();
    }

    /** Grows when {@link #rules} may say something else. */
    public long ruleChanges() {
        return book.changes();
    }

    /** How many readings came too late to count: older than another of their sensor, by no more than a minute. */
    public long late() {
        return bindings.late();
    }
}
