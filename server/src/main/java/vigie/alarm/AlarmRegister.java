package vigie.alarm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmLife;
import vigie.alarm.life.AlarmState;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.journal.StandingAlarm;
import vigie.sensor.SensorId;

/**
 * The alarms by number: what was kept of them takes effect here, in this run and after the next start. Belongs to an {@link
 * AlarmEngine}.
 */
final class AlarmRegister {
    /** Those that stand, and some that stood. */
    private final Map<Long, AlarmLife> alarms = new HashMap<>();

    private final RuleBindings bindings;
    private final Consumer<Happening> happenings;

    /**
     * @param happenings told of alarms whose rule is gone
     */
    AlarmRegister(RuleBindings bindings, Consumer<Happening> happenings) {
        this.bindings = bindings;
        this.happenings = happenings;
    }

    /** The alarm of a number; null when it does not stand, or its number is not known yet. */
    @Nullable
    AlarmLife find(long alarm) {
        AlarmLife life = alarms.get(alarm);
        return life != null && life.isAlarm(alarm) ? life : null;
    }

    /** Something happened, and has its number. What does not concern alarms is ignored. */
    void apply(Event event) {
        AlarmStep step = event.what().alarm();
        if (step == null) {
            return;
        }
        if (event.what().kind() == EventKind.ALARM_RAISED) {
            number(event, step.rule());
            return;
        }
        AlarmLife life = find(event.alarm());
        if (life != null) {
            apply(event, step, life);
        }
    }

    /** An alarm that stood when the server stopped. When its rule is gone, it is cleared, and that is said. */
    void restore(StandingAlarm kept, long epochMillis) {
        SensorId sensor = SensorId.parse(kept.sensor());
        BoundRule rule = bindings.find(kept.rule(), sensor);
        if (rule != null) {
            rule.restore(kept);
            alarms.put(kept.alarm(), rule.life());
        } else {
            AlarmLife orphan = new AlarmLife(kept.rule(), kept.severity(), sensor, happenings);
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

    private void number(Event event, String rule) {
        BoundRule raised = bindings.find(rule, SensorId.parse(event.what().subject()));
        if (raised != null) {
            alarms.remove(raised.life().number());
            alarms.put(event.id(), raised.life());
            raised.life().numbered(event.id());
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
        if (life.state() == AlarmState.NORMAL) {
            alarms.remove(event.alarm());
        }
    }

    private void requeue(AlarmLife life) {
        for (BoundRule rule : bindings.all()) {
            if (rule.life() == life) {
                rule.queue();
            }
        }
    }
}
