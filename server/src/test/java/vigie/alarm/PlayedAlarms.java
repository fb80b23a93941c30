package vigie.alarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmRequest;
import vigie.alarm.life.AlarmState;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.event.Trouble;
import vigie.journal.StandingAlarm;
import vigie.journal.StandingAlarms;
import vigie.journal.UnknownAlarmException;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** An engine with one sensor, and a log of what it tells. Times are seconds. */
final class PlayedAlarms {
    static final SensorId OVEN = SensorId.parse("bench/temperature");
    static final SensorInfo OVEN_INFO = new SensorInfo(OVEN, "Oven", "°C", null, null);

    final List<String> happened = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final StandingAlarms standing = new StandingAlarms();
    final AlarmEngine engine;
    private final SensorInfo info;
    /** When false, numbers wait for {@link #number}. */
    boolean numbersAtOnce = true;

    /** When true, who is told fails. */
    boolean fails;

    private int numbered;

    PlayedAlarms(AlarmRule... rules) {
        this(OVEN_INFO, rules);
    }

    PlayedAlarms(SensorInfo info, AlarmRule... rules) {
        this.info = info;
        engine = new AlarmEngine(List.of(rules), id -> true, this::happened, this::trouble);
        engine.begin(id -> info, 0);
    }

    /** One with a rule "hot", by which an alarm was raised at 1 s; its number is 1. */
    static PlayedAlarms raised() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        alarms.reading(1, 290);
        return alarms;
    }

    /** The rule "hot"; delays in seconds. */
    static AlarmRule above(double limit, double hysteresis, long onDelay, long clearDelay) {
        return new AlarmRule(
                "hot",
                SensorGlob.all(),
                new Condition.Above(limit),
                hysteresis,
                Duration.ofSeconds(onDelay),
                Duration.ofSeconds(clearDelay),
                Severity.CRITICAL,
                null);
    }

    /** The rule "quiet". */
    static AlarmRule silent(long seconds) {
        return new AlarmRule(
                "quiet",
                SensorGlob.all(),
                new Condition.Silent(Duration.ofSeconds(seconds)),
                0,
                Duration.ZERO,
                Duration.ZERO,
                Severity.WARNING,
                null);
    }

    void reading(double seconds, double value) {
        reading(info, seconds, value, seconds);
    }

    void reading(SensorInfo sensor, double seconds, double value, double arrivalSeconds) {
        SensorRules handle = engine.sensor(sensor, millis(arrivalSeconds));
        engine.reading(handle, millis(seconds), value, millis(arrivalSeconds));
    }

    void advance(double seconds) {
        engine.advance(millis(seconds));
    }

    AlarmState state(String rule) {
        return engine.state(rule, OVEN);
    }

    void acknowledge(long alarm, double seconds) throws UnknownAlarmException {
        happened(engine.check(new AlarmRequest.Acknowledge(alarm, "Anne", null), millis(seconds)));
    }

    void shelve(long alarm, double seconds, long minutes) throws UnknownAlarmException {
        happened(engine.check(
                new AlarmRequest.Shelve(alarm, Duration.ofMinutes(minutes), "Anne", "calibrating"), millis(seconds)));
    }

    void unshelve(long alarm, double seconds) throws UnknownAlarmException {
        happened(engine.check(new AlarmRequest.Unshelve(alarm, "Anne"), millis(seconds)));
    }

    /** What stands according to the events alone, and so after a restart. */
    @Nullable
    StandingAlarm stands() {
        return standing.list().isEmpty() ? null : standing.list().get(0);
    }

    /** How it does, according to the events alone. */
    StandingAlarm.@Nullable State standingState() {
        StandingAlarm stands = stands();
        return stands == null ? null : stands.state();
    }

    /** Gives the numbers that wait. */
    void number() {
        while (numbered < events.size()) {
            Event event = events.get(numbered++);
            standing.apply(event);
            engine.apply(event);
        }
    }

    private void happened(Happening what) {
        if (fails) {
            throw new IllegalStateException("a rule that fails");
        }
        events.add(new Event(events.size() + 1L, what));
        AlarmStep step = what.alarm();
        happened.add(what.epochMillis() / 1e3 + " " + what.kind().word().substring("alarm-".length())
                + (what.kind() == EventKind.ALARM_RAISED || step == null ? "" : " of " + step.alarm()));
        if (numbersAtOnce) {
            number();
        }
    }

    private void trouble(Trouble trouble) {
        troubles.add((trouble.over() ? "over: " : "") + trouble.about() + ": " + trouble.text());
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }
}
