package vigie.browser;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.journal.AlarmDesk;
import vigie.journal.EventLog;
import vigie.journal.StandingAlarm;
import vigie.journal.UnknownAlarmException;
import vigie.sensor.SensorId;

/** Alarms that a test raises and clears, without rules; people take care of them as of any. Thread-safe. */
final class AlarmsByHand implements AlarmDesk {
    private final EventLog events;
    private final Clock clock;
    private volatile String refusal = "";

    AlarmsByHand(EventLog events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Whatever is asked for is refused from now on, with these words. */
    void refuse(String why) {
        refusal = why;
    }

    /** One is raised now. @return its number */
    long raise(String sensor, Severity severity, String text) {
        return raiseAgo(sensor, severity, text, Duration.ZERO);
    }

    /** One was raised so long ago, which is told only now. */
    long raiseAgo(String sensor, Severity severity, String text, Duration ago) {
        AlarmStep step = new AlarmStep(text, severity, 0, 1.91, 0);
        long epochMillis = clock.millis() - ago.toMillis();
        return done(Happening.alarm(EventKind.ALARM_RAISED, epochMillis, SensorId.parse(sensor), step, text))
                .id();
    }

    /** It is over now. */
    void clear(long alarm) {
        clearAgo(alarm, Duration.ZERO);
    }

    /** It has been over for so long. */
    void clearAgo(long alarm, Duration ago) {
        StandingAlarm standing = standing(alarm);
        done(step(EventKind.ALARM_CLEARED, standing, 0, standing.text(), clock.millis() - ago.toMillis()));
    }

    /** Somebody who is not in the test has seen it. */
    void acknowledge(long alarm) {
        acknowledge(alarm, "Somebody", null).toCompletableFuture().join();
    }

    /** Somebody who is not in the test puts it off for an hour. */
    void shelve(long alarm) {
        shelve(alarm, Duration.ofHours(1), "Somebody", "calibrating")
                .toCompletableFuture()
                .join();
    }

    /** As if the while for which it is shelved were over. */
    void endShelf(long alarm) {
        done(step(EventKind.ALARM_UNSHELVED, standing(alarm), 0, null, clock.millis()));
    }

    @Override
    public CompletionStage<Event> acknowledge(long alarm, String by, String text) {
        return asked(alarm, EventKind.ALARM_ACKNOWLEDGED, 0, by, text);
    }

    @Override
    public CompletionStage<Event> shelve(long alarm, Duration time, String by, String text) {
        return asked(alarm, EventKind.ALARM_SHELVED, clock.millis() + time.toMillis(), by, text);
    }

    @Override
    public CompletionStage<Event> unshelve(long alarm, String by) {
        return asked(alarm, EventKind.ALARM_UNSHELVED, 0, by, null);
    }

    private CompletionStage<Event> asked(long alarm, EventKind kind, long until, String by, String text) {
        if (!refusal.isEmpty()) {
            return CompletableFuture.failedFuture(new UnknownAlarmException(refusal));
        }
        return events.submit(
                step(kind, standing(alarm), until, text, clock.millis()).by(by));
    }

    private static Happening step(EventKind kind, StandingAlarm alarm, long until, String text, long epochMillis) {
        AlarmStep step = new AlarmStep(alarm.rule(), alarm.severity(), alarm.alarm(), Double.NaN, until);
        return Happening.alarm(kind, epochMillis, SensorId.parse(alarm.sensor()), step, text);
    }

    private StandingAlarm standing(long alarm) {
        return events.now().alarms().stream()
                .filter(each -> each.alarm() == alarm)
                .findAny()
                .orElseThrow();
    }

    private Event done(Happening what) {
        return events.submit(what).toCompletableFuture().join();
    }
}
