/**
 * Raw device output kept in a file, and played again through the real decoder.
 *
 * <h2>The file</h2>
 *
 * Text in UTF-8 that {@code less} can show, lines ended by LF:
 *
 * <pre>
 * vigie-recording 1 2026-11-23T10:15:30.120Z /dev/ttyUSB0 115200
 * +0 air:23.6 °C, humidity:41.2 %\r\n
 * +200 air:23.6 °C, hum
 * +3 idity:41.3 %\r\n
 * # a remark
 * </pre>
 *
 * <ul>
 *   <li>The first line: the format and its version, when the recording began, the port and its baud ({@code -} where there is
 *       none; white space in the port is written as {@code \x20}).
 *   <li>{@code +N BYTES}: N milliseconds after the piece before (the first: after the beginning) these bytes arrived. A piece
 *       ends after a line feed, so a line of the device is a line of the file.
 *   <li>In BYTES, {@code \\} is a backslash, {@code \n}, {@code \r} and {@code \t} are what they are everywhere, and {@code
 *       \xHH} is any other byte that is a control character or not part of well-formed UTF-8. All else stands for itself.
 *   <li>Empty lines and lines that begin with {@code #} are passed over. A last line without its end, cut off when the recorder
 *       was killed, is played if it can be read and left out if not.
 * </ul>
 *
 * A file whose first line does not begin with {@code vigie-recording} is plain device output. It is played a line at a time, ten
 * lines a second times the rate.
 */
@NullMarked
package vigie.source.replay;

import org.jspecify.annotations.NullMarked;
