/** Tells other programs of alarms: a POST of JSON for each step, tried again until it is taken. Imports only events and the JDK. */
@NullMarked
package vigie.notify;

import org.jspecify.annotations.NullMarked;
