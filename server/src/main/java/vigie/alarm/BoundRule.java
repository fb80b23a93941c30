package vigie.alarm;

import vigie.alarm.life.AlarmLife;
import vigie.alarm.life.AlarmState;
import vigie.alarm.rule.AlarmRule;
import vigie.journal.StandingAlarm;

/**
 * One rule on one sensor: whether its condition holds, and since when. Two clocks are kept apart: the sensor's, by which its
 * readings are compared with one another, and the server's, by which it is noticed that none comes.
 */
abstract class BoundRule {
    private enum Phase {
        NORMAL,
        PENDING,
        STANDING,
        CLEARING
    }

    private final AlarmRule rule;
    private final SensorRules sensor;
    private final AlarmLife life;
    private final Deadlines deadlines;
    private final long onDelay;
    private final long clearDelay;
    private final Chatter chatter = new Chatter();
    private Phase phase = Phase.NORMAL;
    /** Since when the phase lasts, by the sensor's clock. */
    private long sinceMillis;
    /** Since when the condition holds that raised it, by the sensor's clock. */
    private long holdsSinceMillis;
    /** When the delay that runs is over, by the server's clock. */
    private long dueMillis = AlarmLife.NEVER;

    private long queuedMillis = AlarmLife.NEVER;
    private double measured = Double.NaN;
    private boolean ended;

    BoundRule(AlarmRule rule, SensorRules sensor, AlarmLife life, Deadlines deadlines) {
        this.rule = rule;
        this.sensor = sensor;
        this.life = life;
        this.deadlines = deadlines;
        onDelay = rule.onDelay().toMillis();
        clearDelay = rule.clearDelay().toMillis();
    }

    /** From now on it counts. */
    void arm(long nowMillis) {}

    /** The sensor says something. */
    abstract void reading(long epochMillis, double value, long nowMillis);

    /** The sensor says something that is too old to count. */
    void heard(long nowMillis) {}

    /** A time of its own has come, or not yet. */
    void elapsed(long nowMillis) {}

    /** When its own time comes. */
    long elapsesMillis() {
        return AlarmLife.NEVER;
    }

    /** The sensor's clock was set back to this time. */
    void sensorSetBack(long epochMillis) {
        sinceMillis = Math.min(sinceMillis, epochMillis);
        holdsSinceMillis = Math.min(holdsSinceMillis, epochMillis);
    }

    /** The server's clock was set back to this time; nothing is queued any more. */
    void serverSetBack(long nowMillis) {
        if (dueMillis != AlarmLife.NEVER) {
            dueMillis = Math.min(dueMillis, nowMillis + (phase == Phase.PENDING ? onDelay : clearDelay()));
        }
        queuedMillis = AlarmLife.NEVER;
        queue();
    }

    final AlarmRule rule() {
        return rule;
    }

    final SensorRules sensor() {
        return sensor;
    }

    final AlarmLife life() {
        return life;
    }

    /** As people see it. */
    final AlarmState state() {
        boolean pending = phase == Phase.PENDING && life.state() != AlarmState.SHELVED;
        return pending ? AlarmState.PENDING : life.state();
    }

    final boolean isStanding() {
        return phase == Phase.STANDING || phase == Phase.CLEARING;
    }

    final boolean isQueuedFor(long epochMillis) {
        return queuedMillis == epochMillis;
    }

    final void restore(StandingAlarm kept) {
        life.restore(kept);
        phase = kept.holds() ? Phase.STANDING : Phase.NORMAL;
        sinceMillis = kept.sinceMillis();
        holdsSinceMillis = kept.sinceMillis();
        queue();
    }

    /** It does not count any more; why, in words. */
    final void end(long epochMillis, String why) {
        ended = true;
        enter(Phase.NORMAL, epochMillis, AlarmLife.NEVER);
        if (life.state() == AlarmState.SHELVED) {
            life.clear(epochMillis, Double.NaN, why);
            life.endShelf(epochMillis, Double.NaN);
        } else if (life.state() == AlarmState.RAISED || life.state() == AlarmState.ACKNOWLEDGED) {
            life.clear(epochMillis, Double.NaN, why);
        }
    }

    /** Whether the condition holds, by a reading of this time. */
    final void become(boolean holds, double newMeasured, long epochMillis, long nowMillis) {
        measured = newMeasured;
        chatter.now(nowMillis);
        if (holds) {
            holds(epochMillis, nowMillis);
        } else if (phase != Phase.NORMAL) {
            holdsNot(epochMillis, nowMillis);
        }
    }

    /** What was decided before this time, since the reading before it counted until then. */
    final void settleBefore(long epochMillis) {
        if (phase == Phase.PENDING && epochMillis - sinceMillis > onDelay) {
            raise(sinceMillis + onDelay);
        } else if (phase == Phase.CLEARING && epochMillis - sinceMillis > clearDelay() && chatter.mayEnd(dueMillis)) {
            clear(sinceMillis + clearDelay());
        }
    }

    /** What is due by the server's clock. */
    final void due(long nowMillis) {
        chatter.now(nowMillis);
        long queuedBefore = queuedMillis;
        queuedMillis = AlarmLife.NEVER;
        if (ended) {
            return;
        }
        try {
            takeDueSteps(nowMillis);
        } catch (OutOfMemoryError e) {
            queuedMillis = queuedBefore;
            throw e;
        }
    }

    private void takeDueSteps(long nowMillis) {
        if (dueMillis <= nowMillis) {
            if (phase == Phase.PENDING) {
                raise(sinceMillis + onDelay);
            } else {
                clear(sinceMillis + clearDelay());
            }
        }
        if (life.untilMillis() <= nowMillis) {
            life.endShelf(life.untilMillis(), measured);
        }
        elapsed(nowMillis);
        queue();
    }

    /** It is not bound after all: its deadlines mean nothing. */
    final void forget() {
        queuedMillis = AlarmLife.NEVER;
    }

    /** Sees to it that it is looked at when something is due. */
    final void queue() {
        long next = Math.min(Math.min(dueMillis, elapsesMillis()), life.untilMillis());
        if (next < queuedMillis) {
            deadlines.add(next, this);
            queuedMillis = next;
        }
    }

    private void holds(long epochMillis, long nowMillis) {
        switch (phase) {
            case NORMAL -> pend(epochMillis, nowMillis);
            case PENDING -> {
                if (epochMillis - sinceMillis >= onDelay) {
                    raise(epochMillis);
                }
            }
            case CLEARING -> {
                chatter.heldBack();
                enter(Phase.STANDING, epochMillis, AlarmLife.NEVER);
            }
            case STANDING -> {}
        }
    }

    private void holdsNot(long epochMillis, long nowMillis) {
        switch (phase) {
            case PENDING -> enter(Phase.NORMAL, epochMillis, AlarmLife.NEVER);
            case STANDING -> {
                if (clearDelay() == 0) {
                    clear(epochMillis);
                } else {
                    enter(Phase.CLEARING, epochMillis, nowMillis + clearDelay());
                    queue();
                }
            }
            case CLEARING -> {
                if (epochMillis - sinceMillis >= clearDelay() && chatter.mayEnd(dueMillis)) {
                    clear(epochMillis);
                }
            }
            case NORMAL -> {}
        }
    }

    private void pend(long epochMillis, long nowMillis) {
        holdsSinceMillis = epochMillis;
        if (onDelay == 0) {
            raise(epochMillis);
        } else {
            enter(Phase.PENDING, epochMillis, nowMillis + onDelay);
            queue();
        }
    }

    private void raise(long epochMillis) {
        chatter.raised();
        String text = chatter.raisedText(rule.textFor(sensor.info(), measured, holdsSinceMillis));
        tell(Phase.STANDING, epochMillis, () -> life.raise(epochMillis, measured, text));
    }

    private void clear(long epochMillis) {
        String text = chatter.clearedText(rule.clearedText(sensor.info(), measured));
        tell(Phase.NORMAL, epochMillis, () -> life.clear(epochMillis, measured, text));
        chatter.cleared();
    }

    /** When there is no memory to tell the step, it is not taken, and the next reading or deadline takes it. */
    private void tell(Phase next, long epochMillis, Runnable step) {
        Phase phaseBefore = phase;
        long sinceBefore = sinceMillis;
        long dueBefore = dueMillis;
        enter(next, epochMillis, AlarmLife.NEVER);
        try {
            step.run();
        } catch (OutOfMemoryError e) {
            enter(phaseBefore, sinceBefore, dueBefore);
            throw e;
        }
    }

    private long clearDelay() {
        return chatter.isChattering() ? Math.max(clearDelay, Chatter.QUIET_MILLIS) : clearDelay;
    }

    private void enter(Phase next, long epochMillis, long due) {
        phase = next;
        sinceMillis = epochMillis;
        dueMillis = due;
    }
}
