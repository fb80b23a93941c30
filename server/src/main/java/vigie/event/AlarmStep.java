package vigie.event;

/**
 * What an event in the life of an alarm tells besides.
 *
 * @param rule the rule, by its id
 * @param severity how urgent
 * @param alarm the number of the event that raised it; 0 in that event itself
 * @param value the value at that moment, in the sensor's unit (for a rate, units per second); NaN when there is none
 * @param untilMillis until when it is shelved, epoch milliseconds; 0 when it is not
 */
public record AlarmStep(String rule, Severity severity, long alarm, double value, long untilMillis) {}
