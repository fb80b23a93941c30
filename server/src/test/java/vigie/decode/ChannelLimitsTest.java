package vigie.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.decode.line.format.DecoderFormat;

/** A device that invents names reaches a limit, is told which, and does not shut out the real channels for good. */
class ChannelLimitsTest {
    private static final long HOUR = 3_600_000;

    private final Map<Integer, String> names = new HashMap<>();
    private int told;
    private final List<String> readings = new ArrayList<>();
    private final DecoderOutput output = new DecoderOutput() {
        @Override
        public void channel(int channel, String name, @Nullable String unit) {
            names.put(channel, name);
            told++;
        }

        @Override
        public void reading(int channel, long epochMillis, double value) {
            readings.add(names.get(channel) + "=" + value);
        }
    };

    private void hear(Decoder decoder, long millis, String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        readings.clear();
        decoder.decode(bytes, 0, bytes.length, millis, output);
    }

    private void invent(Decoder decoder, long millis, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            hear(decoder, millis, prefix + i + ":1");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DecoderFormat.class,
            names = {"AUTO", "PAIRS"})
    void channelTooMany_isNoMalformedLine_andTheLimitIsTheCause(DecoderFormat format) {
        Decoder decoder = format.create();
        invent(decoder, 0, "x", DecoderLimits.MAX_CHANNELS);
        hear(decoder, 1, "temperature:21.5");
        assertThat(readings).isEmpty();
        DecoderTally tally = decoder.tally();
        assertThat(tally.malformed()).isZero();
        assertThat(tally.overLimit()).isEqualTo(1);
        assertThat(tally.limit()).contains("1024 channels", "temperature");
        assertThat(tally.lines()).isEqualTo(tally.decoded() + tally.noise() + tally.malformed());
    }

    @Test
    void namesHeardOnce_areForgottenAfterAnHour() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        invent(decoder, 0, "x", DecoderLimits.MAX_CHANNELS);
        hear(decoder, HOUR - 1, "temperature:1");
        assertThat(readings).isEmpty();
        hear(decoder, HOUR, "temperature:2");
        assertThat(readings).containsExactly("temperature=2.0");
        hear(decoder, HOUR + 1, "temperature:3,humidity:4");
        assertThat(readings).containsExactly("temperature=3.0", "humidity=4.0");
    }

    @Test
    void namesHeardTwice_areKept() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        invent(decoder, 0, "x", DecoderLimits.MAX_CHANNELS);
        invent(decoder, 1, "x", DecoderLimits.MAX_CHANNELS);
        hear(decoder, 100 * HOUR, "temperature:1");
        assertThat(readings).isEmpty();
        hear(decoder, 100 * HOUR, "x7:7");
        assertThat(readings).containsExactly("x7=7.0");
    }

    @Test
    void newName_takesNoPlaceFromAKnownOneOfTheSameLine() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        invent(decoder, 0, "x", 1);
        invent(decoder, 1, "x", 1);
        invent(decoder, 1, "y", DecoderLimits.MAX_CHANNELS - 1);
        hear(decoder, 2 * HOUR, "new:1,y0:2,x0:3");
        assertThat(readings).containsExactly("new=1.0", "y0=2.0", "x0=3.0");
        hear(decoder, 2 * HOUR + 1, "y0:5");
        assertThat(readings).containsExactly("y0=5.0");
    }

    @Test
    void clockThatWasSetBack_countsTheHourAnew() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        invent(decoder, 1000 * HOUR, "x", DecoderLimits.MAX_CHANNELS);
        hear(decoder, 10 * HOUR, "temperature:1");
        assertThat(readings).isEmpty();
        hear(decoder, 11 * HOUR, "temperature:2");
        assertThat(readings).containsExactly("temperature=2.0");
    }

    @Test
    void inventedNames_neverStopTheRealOnesForLongerThanAnHour() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        long heard = 0;
        for (int second = 0; second < 3 * 3600; second += 2) {
            hear(decoder, second * 1000L, "g" + second + ":1");
            hear(decoder, second * 1000L + 500, "temperature:1");
            heard += readings.size();
        }
        assertThat(heard).isEqualTo(5400);
        assertThat(names).hasSize(DecoderLimits.MAX_CHANNELS);
    }

    @Test
    void inventedNames_areToldInBoundedNumber_andRealOnesAreStillTaken() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        for (int hour = 0; hour < 20; hour++) {
            invent(decoder, hour * HOUR, "hour" + hour + "-", DecoderLimits.MAX_CHANNELS);
        }
        assertThat(told).isEqualTo(2 * DecoderLimits.MAX_CHANNELS);
        hear(decoder, 20 * HOUR, "temperature:1");
        assertThat(readings).isEmpty();
        hear(decoder, 20 * HOUR + 1, "temperature:2");
        assertThat(readings).containsExactly("temperature=2.0");
        hear(decoder, 40 * HOUR, "temperature:3");
        assertThat(readings).containsExactly("temperature=3.0");
    }

    @Test
    void nameThatIsTooLong_isSkipped_andTheLimitIsTheCause() {
        Decoder decoder = DecoderFormat.JSON.create();
        hear(decoder, 0, "{\"" + "n".repeat(128) + "\":1}");
        assertThat(readings).hasSize(1);
        hear(decoder, 0, "{\"" + "n".repeat(129) + "\":1}");
        assertThat(readings).isEmpty();
        assertThat(decoder.tally().malformed()).isZero();
        assertThat(decoder.tally().limit()).contains("129 bytes", "at most 128");
    }

    @Test
    void columnsOfTheSameName_areTwoChannels() {
        Decoder decoder = DecoderFormat.CSV.create();
        hear(decoder, 0, "temp (°C),temp (°F),temp.2");
        hear(decoder, 0, "20,68,5");
        assertThat(readings).containsExactly("temp=20.0", "temp.2=68.0", "temp.2.2=5.0");
    }
}
