/**
 * The configuration file to the settings records of the stages. {@link vigie.config.ConfigReader} reads, each stage's record
 * validates, and every complaint says where, what and what was expected.
 */
@NullMarked
package vigie.config;

import org.jspecify.annotations.NullMarked;
