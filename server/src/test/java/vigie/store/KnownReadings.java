package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.sensor.SensorId;

/** Readings whose content is known: of three channels in turn, with the values 1, 2, 3 … in the order in which they come. */
public final class KnownReadings {
    private static final List<String> CHANNELS = List.of("a", "b", "c");
    private static final int CHANNEL_COUNT = CHANNELS.size();

    private KnownReadings() {}

    /** Writes so many as what a device says, to be replayed. */
    public static void write(Path file, int readings) throws IOException {
        Files.write(
                file,
                IntStream.range(0, readings / CHANNEL_COUNT)
                        .mapToObj(KnownReadings::line)
                        .toList());
    }

    /** Every reading of a source is there once, from the first up to the last that is kept. Returns how many these are. */
    public static long assertWhole(History history, String source) throws HistoryException {
        BitSet found = new BitSet();
        for (String channel : CHANNELS) {
            history.readings(new SensorId(source, channel), Long.MIN_VALUE, Long.MAX_VALUE, (time, value) -> {
                assertThat(found.get((int) value)).as("%s twice", value).isFalse();
                found.set((int) value);
            });
        }
        assertThat(found.nextClearBit(1)).as("the first that is missing").isEqualTo(found.cardinality() + 1);
        return found.cardinality();
    }

    private static String line(int number) {
        int value = number * CHANNEL_COUNT;
        return IntStream.range(0, CHANNEL_COUNT)
                .mapToObj(channel -> CHANNELS.get(channel) + ":" + (value + channel + 1))
                .collect(Collectors.joining(" "));
    }
}
