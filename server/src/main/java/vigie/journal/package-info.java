/**
 * The event stream: {@link vigie.journal.EventLog} numbers what happens, keeps it, remembers the newest, and hands it on;
 * {@link vigie.journal.StandingAlarms} is what its steps of alarms add up to. {@link vigie.journal.HubEvents} tells what happens in the hub,
 * and {@link vigie.journal.AlarmDesk} is where people take care of alarms. Start at {@link vigie.journal.EventLog#report}.
 */
@NullMarked
package vigie.journal;

import org.jspecify.annotations.NullMarked;
