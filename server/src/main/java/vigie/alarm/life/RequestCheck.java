package vigie.alarm.life;

import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.journal.UnknownAlarmException;

/** Whether what somebody wants to do to an alarm can be done, and what will have happened then. Stateless. */
public final class RequestCheck {
    private static final long LONGEST_SHELF_MINUTES = 10_080;

    private RequestCheck() {}

    /** Makes it an event to be kept; {@code life} is the alarm it means. */
    public static Happening happening(AlarmRequest request, AlarmLife life, long epochMillis)
            throws UnknownAlarmException {
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
            throw isNot("an alarm that nobody has acknowledged", request, life);
        }
        life.acknowledging(request.by());
        return life.step(EventKind.ALARM_ACKNOWLEDGED, epochMillis, 0, request.text())
                .by(request.by());
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
            throw isNot("an alarm that is shelved", request, life);
        }
        life.clearBeforeShelfEnds(epochMillis, Double.NaN);
        return life.step(EventKind.ALARM_UNSHELVED, epochMillis, 0, null).by(request.by());
    }

    private static UnknownAlarmException isNot(String expected, AlarmRequest request, AlarmLife life) {
        return new UnknownAlarmException(
                "event: " + request.alarm() + ": is " + life.state().word() + " (expected: " + expected + ")");
    }
}
