package vigie.decode.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Words that are taken for a unit where a name could stand as well, as in {@code temp: 23.6 °C hum: 40 %}. */
public final class UnitWords {
    private static final String WORDS =
            "% °C °F °K °c C F K degC degF deg ° °/s rpm RPM Hz kHz MHz V mV kV uV µV A mA uA µA W mW kW Wh kWh"
                    + " VA Ohm ohm Ω kΩ Pa hPa kPa mbar bar psi m mm cm km um µm nm m/s km/h m/s2 m/s² m/s^2 g mg kg ug µg s ms us µs min h"
                    + " lx lux lm ppm ppb dB dBm L l ml l/min L/min m3/h m³/h N Nm J T mT uT µT µg/m3 µg/m³ ug/m3 %RH pH bytes B kB mm/h";
    private static final byte[][] UNITS = Arrays.stream(Pattern.compile(" ").split(WORDS))
            .map(word -> word.getBytes(UTF_8))
            .toArray(byte[][]::new);
    private static final byte LATIN1_DEGREE = (byte) 0xB0;

    private UnitWords() {}

    public static boolean contain(byte[] bytes, int from, int to) {
        if (bytes[from] == LATIN1_DEGREE) {
            return true;
        }
        for (byte[] unit : UNITS) {
            if (Arrays.equals(unit, 0, unit.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
