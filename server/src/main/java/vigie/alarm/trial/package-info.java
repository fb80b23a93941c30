/**
 * Rules on trial: readings that were recorded, simulated or written down are played against the rules by {@link
 * vigie.alarm.AlarmEngine}, in no time, and what happens is compared with what was expected. Start at {@link vigie.alarm.trial.TrialRun}.
 */
@NullMarked
package vigie.alarm.trial;

import org.jspecify.annotations.NullMarked;
