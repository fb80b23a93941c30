package vigie.alarm.life;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.journal.StandingAlarm;
import vigie.sensor.SensorId;

/** What people see of one rule on one sensor, and do to it. Tells every step. */
public final class AlarmLife {
    /** No time: later than all. */
    public static final long NEVER = Long.MAX_VALUE;

    private final AlarmSteps steps;
    /** Of NORMAL, RAISED, ACKNOWLEDGED, CLEARED, SHELVED. */
    private AlarmState state = AlarmState.NORMAL;

    private boolean standing;
    /** Of a shelved one: whether it was told already that it was cleared. */
    private boolean clearedBefore;
    /** What it says of the time when its condition last began to hold. */
    private double raisedValue = Double.NaN;

    private @Nullable String raisedText;
    private long untilMillis = NEVER;
    /** Whether somebody acknowledges it, and that is not kept yet. */
    private boolean acknowledging;
    /** Who acknowledges it, or has done so. */
    private @Nullable String acknowledger;

    public AlarmLife(String rule, Severity severity, SensorId sensor, Consumer<Happening> out) {
        steps = new AlarmSteps(rule, severity, sensor, out);
    }

    public AlarmState state() {
        return state;
    }

    public long number() {
        return steps.number();
    }

    /** Until when it is shelved; {@link #NEVER} when it is not. */
    public long untilMillis() {
        return untilMillis;
    }

    /** Whether somebody takes care, or is about to. */
    boolean isTakenCareOf() {
        return acknowledging || state == AlarmState.ACKNOWLEDGED;
    }

    /** Who takes care; null when nobody does, or they did not say who they are. */
    @Nullable
    String acknowledger() {
        return acknowledger;
    }

    /** It is as it was when the server stopped. */
    public void restore(StandingAlarm kept) {
        steps.goOn(kept.alarm());
        state = AlarmState.of(kept.state());
        standing = kept.holds();
        clearedBefore = kept.over();
        acknowledger = state == AlarmState.ACKNOWLEDGED ? kept.by() : null;
        untilMillis = state == AlarmState.SHELVED ? kept.untilMillis() : NEVER;
    }

    /** The condition has held for as long as it must. */
    public void raise(long epochMillis, double value, String text) {
        Happening step = steps.step(EventKind.ALARM_RAISED, epochMillis, value, text);
        standing = true;
        raisedValue = value;
        raisedText = text;
        if (state != AlarmState.SHELVED) {
            state = AlarmState.RAISED;
            notAcknowledged();
            steps.say(step);
        }
    }

    /** The condition has not held for as long as it must not. */
    public void clear(long epochMillis, double value, @Nullable String text) {
        Happening step = steps.step(EventKind.ALARM_CLEARED, epochMillis, value, text);
        standing = false;
        if (state != AlarmState.SHELVED) {
            state = state == AlarmState.RAISED ? AlarmState.CLEARED : AlarmState.NORMAL;
            steps.say(step);
        }
    }

    /** The while for which it is shelved is over. */
    public void endShelf(long epochMillis, double value) {
        clearBeforeShelfEnds(epochMillis, value);
        steps.say(steps.step(EventKind.ALARM_UNSHELVED, epochMillis, Double.NaN, null));
        unshelved(epochMillis);
    }

    /** What happened to the condition while it was shelved was not told. */
    void clearBeforeShelfEnds(long epochMillis, double value) {
        if (!standing && !clearedBefore) {
            Happening step =
                    steps.step(EventKind.ALARM_CLEARED, epochMillis, value, "back to normal while it was shelved");
            clearedBefore = true;
            steps.say(step);
        }
    }

    /** Its raising has this number. */
    public void numbered(long event) {
        steps.numbered(event);
    }

    /** Somebody is about to take care: that counts at once, or two could do so at the same moment. */
    void acknowledging(@Nullable String who) {
        acknowledging = true;
        acknowledger = who;
    }

    /** Nobody takes care, or what was about to be is not. */
    public void notAcknowledged() {
        acknowledging = false;
        acknowledger = null;
    }

    public void acknowledged(@Nullable String who) {
        acknowledging = false;
        acknowledger = who;
        if (state == AlarmState.RAISED) {
            state = AlarmState.ACKNOWLEDGED;
        } else if (state == AlarmState.CLEARED) {
            state = AlarmState.NORMAL;
        }
    }

    public void shelved(long until) {
        clearedBefore = state == AlarmState.CLEARED || (state == AlarmState.SHELVED && clearedBefore);
        state = AlarmState.SHELVED;
        untilMillis = until;
    }

    /** One that had been cleared before is gone, and if its condition holds again, that is another alarm. */
    public void unshelved(long epochMillis) {
        if (state != AlarmState.SHELVED) {
            return;
        }
        Happening again = steps.step(EventKind.ALARM_RAISED, epochMillis, raisedValue, raisedText);
        untilMillis = NEVER;
        state = standing ? AlarmState.RAISED : AlarmState.NORMAL;
        if (standing && clearedBefore) {
            steps.say(again);
        }
        clearedBefore = false;
    }

    /** Whether the alarm of this number may be acknowledged, shelved or unshelved now. */
    public boolean isAlarm(long alarm) {
        return state != AlarmState.NORMAL && steps.areOf(alarm);
    }

    /** A step that somebody asks for. */
    Happening step(EventKind kind, long epochMillis, long until, @Nullable String text) {
        return steps.asked(kind, epochMillis, until, text);
    }
}
