package vigie.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decoder told, in the order it told it, as text: {@code name@time=value} and, with a unit, {@code name [unit]}. */
public final class Heard implements DecoderOutput {
    public static final long ARRIVAL = 1_700_000_000_000L;

    public final List<String> names = new ArrayList<>();
    public final List<String> readings = new ArrayList<>();
    final List<String> units = new ArrayList<>();

    public static Heard of(Decoder decoder, byte[] bytes) {
        Heard heard = new Heard();
        decoder.decode(bytes, 0, bytes.length, ARRIVAL, heard);
        return heard;
    }

    @Override
    public void channel(int channel, String name, @Nullable String unit) {
        if (channel == names.size()) {
            names.add(name);
        }
        if (unit != null) {
            units.add(name + " [" + unit + "]");
        }
    }

    @Override
    public void reading(int channel, long epochMillis, double value) {
        String time = epochMillis == ARRIVAL ? "" : "@" + epochMillis;
        readings.add(names.get(channel) + time + "=" + value);
    }

    @Override
    public String toString() {
        return readings + " " + units;
    }
}
