/**
 * Sources that are serial ports. The only package that knows jSerialComm. Start with
 * {@link vigie.source.serial.SerialSource}.
 */
@NullMarked
package vigie.source.serial;

import org.jspecify.annotations.NullMarked;
