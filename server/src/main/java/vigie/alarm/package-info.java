/**
 * Rules and the alarms they raise, in the terms of ANSI/ISA-18.2-2016, <em>Management of Alarm Systems for the Process Industries</em>.
 *
 * <p>{@link vigie.alarm.rule.AlarmRule} says when ({@link vigie.alarm.rule.Condition}), for how long, how urgent. {@link
 * vigie.alarm.AlarmEngine} is told of readings and of the time, and tells what happens; it is pure: the same readings at the same
 * times give the same alarms, live, in {@code ./vigie test-rules} and over the past. {@link vigie.alarm.watch.AlarmWatch} runs it on a
 * thread of its own behind the hub.
 *
 * <p>Each rule is bound to each sensor it means ({@code BoundRule}: does its condition hold, since when); what people see of it and
 * do to it is the life of the alarm ({@code AlarmLife}, {@link vigie.alarm.life.AlarmState}), told step by step ({@code AlarmSteps}).
 * {@code RuleBindings} has the former by sensor, {@code AlarmRegister} the latter by number; what people ask for goes through
 * {@code RequestCheck}.
 */
@NullMarked
package vigie.alarm;

import org.jspecify.annotations.NullMarked;
