/** The course of a measurement: open, warm up, measure, end. */
@NullMarked
package vigie.load.run;

import org.jspecify.annotations.NullMarked;
