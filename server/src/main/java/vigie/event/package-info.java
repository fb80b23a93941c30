/**
 * The event stream: {@link vigie.event.EventLog} numbers what happens, keeps it, remembers the newest, and hands it on;
 * {@link vigie.event.StandingAlarms} is what its steps of alarms add up to. {@link vigie.event.HubEvents} tells what happens in the hub,
 * and {@link vigie.event.AlarmDesk} is where people take care of alarms. Start at {@link vigie.event.EventLog#report}.
 */
@NullMarked
package vigie.event;

import org.jspecify.annotations.NullMarked;
