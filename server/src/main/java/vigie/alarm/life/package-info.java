/** The life of one alarm: raised, acknowledged, shelved, cleared. */
@NullMarked
package vigie.alarm.life;

import org.jspecify.annotations.NullMarked;
