package vigie.decode.line.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.decode.Decoder;
import vigie.decode.DecoderLimits;
import vigie.decode.DecoderTally;
import vigie.decode.Heard;

/** Each format by its table of examples; in the input {@code ⏎} stands for a line end and {@code ⇥} for a tab. */
class DecoderFormatTest {
    private static byte[] bytes(String text) {
        return (text.replace('⏎', '\n').replace('⇥', '\t') + "\n").getBytes(UTF_8);
    }

    private static void gives(DecoderFormat format, String input, String expected) {
        byte[] bytes = bytes(input);
        Decoder decoder = format.create();
        String heard = Heard.of(decoder, bytes).toString();
        assertThat(heard).isEqualTo(expected);
        addsUp(decoder.tally());
        sameAtEveryCut(format, bytes, heard, decoder.tally());
    }

    private static void sameAtEveryCut(DecoderFormat format, byte[] bytes, String heard, DecoderTally tally) {
        for (int cut = 0; cut <= bytes.length; cut++) {
            Decoder decoder = format.create();
            Heard parts = new Heard();
            decoder.decode(bytes, 0, cut, Heard.ARRIVAL, parts);
            decoder.decode(bytes, cut, bytes.length - cut, Heard.ARRIVAL, parts);
            assertThat(parts).hasToString(heard);
            assertThat(decoder.tally()).isEqualTo(tally);
        }
    }

    private static void addsUp(DecoderTally tally) {
        assertThat(tally.lines()).isEqualTo(tally.decoded() + tally.noise() + tally.malformed());
    }

    /** decoded, noise, malformed, partial, skipped values */
    private static String counts(DecoderFormat format, String input) {
        Decoder decoder = format.create();
        Heard.of(decoder, bytes(input));
        DecoderTally t = decoder.tally();
        addsUp(t);
        return t.decoded() + " " + t.noise() + " " + t.malformed() + " " + t.partial() + " " + t.skippedValues();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{\"t\":23.6,\"h\":40} # [t=23.6, h=40.0] []",
                "{ \"a\" : { \"b\" : -1.5e1 , \"c\" : { \"d\" : 2 } } } # [a.b=-15.0, a.c.d=2.0] []",
                "{\"a\":[1,2,{\"b\":3}],\"on\":true,\"off\":false} # [a.0=1.0, a.1=2.0, a.2.b=3.0, on=1.0, off=0.0] []",
                "{\"ts\":1700000001,\"v\":1} # [v@1700000001000=1.0] []",
                "{\"v\":1,\"time\":1700000001234} # [v@1700000001234=1.0] []",
                "{\"v\":1,\"time\":1700000001234567} # [v@1700000001235=1.0] []",
                "{\"v\":1,\"time\":1700000001234567890} # [v@1700000001235=1.0] []",
                "{\"time\":12345,\"v\":1} # [time=12345.0, v=1.0] []",
                "{\"s\":\"5\",\"v\":1,\"n\":null,\"x\":nan} # [v=1.0] []",
                "{\"a\\\"b\":1} # [a\"b=1.0] []",
                "{\"\\u00b0C \\u2103\":1} # [°C ℃=1.0] []",
                "{\"\\u00\":1}⏎{\"a\\ # [] []",
                "{}⏎{\"v\":1⏎{\"v\":1}}⏎{\"v\":1}{\"w\":2}⏎{\"v\":} # [] []",
                "boot⏎{\"v\":1} # [v=1.0] []",
            })
    void json(String input, String expected) {
        gives(DecoderFormat.JSON, input, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "temperature:23.6,humidity=40 pressure: 1013 # [temperature=23.6, humidity=40.0, pressure=1013.0] []",
                "t: 23.6 °C, h: 40%, p=1013 hPa # [t=23.6, h=40.0, p=1013.0] [t [°C], h [%], p [hPa]]",
                "t: 23.6 °C h: 40 % p: 1013hPa # [t=23.6, h=40.0, p=1013.0] [t [°C], h [%], p [hPa]]",
                "t=1⇥h=2;p=3|q=4 # [t=1.0, h=2.0, p=3.0, q=4.0] []",
                "t:⇥1⇥h:⇥2 # [t=1.0, h=2.0] []",
                "Room temp: 23.6 humidity: 40 # [Room temp=23.6, humidity=40.0] []",
                "t:23,6;h:40,1 °C # [t=23.6, h=40.1] [h [°C]]",
                "a:1,b:2 # [a=1.0, b=2.0] []",
                "12:30:01 t: 5 # [t=5.0] []",
                "state: on, t: 5 # [t=5.0] []",
                "t: 5⏎t: nan⏎t: 5.5.5⏎t: 6 # [t=5.0, t=6.0] []",
                "time=1700000001,t=1 # [t@1700000001000=1.0] []",
                "IP: 192.168.1.4⏎version: 1.2.3⏎reg: 0x1F # [] []",
                "rst:0x1 (POWERON_RESET),boot:0x13⏎mode:DIO, clock div:1⏎load:0x3fff0030,len:1184 # [] []",
                "t:23hum:40 # [] []",
            })
    void pairs(String input, String expected) {
        gives(DecoderFormat.PAIRS, input, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1,2.5,-3 # [ch1=1.0, ch2=2.5, ch3=-3.0] []",
                "1, 2.5, # [ch1=1.0, ch2=2.5] []",
                "23,6;40,1 # [ch1=23.6, ch2=40.1] []",
                "1⇥2 # [ch1=1.0, ch2=2.0] []",
                "1  2 3 # [ch1=1.0, ch2=2.0, ch3=3.0] []",
                "23.6 # [ch1=23.6] []",
                "temp,hum⏎1,2 # [temp=1.0, hum=2.0] []",
                "temp (°C);hum [%]⏎1,5;2 # [temp=1.5, hum=2.0] [temp [°C], hum [%]]",
                "temp (°C)⏎23.6 # [temp=23.6] [temp [°C]]",
                "a b⏎1 2⏎3 4 # [a=1.0, b=2.0, a=3.0, b=4.0] []",
                "time,v⏎1700000001,5 # [v@1700000001000=5.0] []",
                "Booting now⏎wait⏎1 2 # [ch1=1.0, ch2=2.0] []",
                "1,2⏎a,b⏎3,4 # [ch1=1.0, ch2=2.0, a=3.0, b=4.0] []",
                "a,b⏎1,2⏎3⏎4,5 # [a=1.0, b=2.0, a=4.0, b=5.0] []",
                "1,nan,,3 # [ch1=1.0, ch4=3.0] []",
                "nan,nan # [] []",
            })
    void csv(String input, String expected) {
        gives(DecoderFormat.CSV, input, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                ">t:23.6 # [t=23.6] []",
                ">t:1700000001234:23.6§°C|g # [t@1700000001234=23.6] [t [°C]]",
                ">t:23.6§°C # [t=23.6] [t [°C]]",
                ">t:23.6|np # [t=23.6] []",
                ">t:1700000001000:1;1700000002000:2 # [t@1700000001000=1.0, t@1700000002000=2.0] []",
                ">t:1000:1;1250:2;1500:3 # [t@1699999999500=1.0, t@1699999999750=2.0, t=3.0] []",
                ">t:1;2;3; # [t=1.0, t=2.0, t=3.0] []",
                ">state:ON|t⏎>3D|box:S:cube⏎>xy:1:2|xy⏎>:hello⏎boot # [] []",
                ">t⏎>t:abc⏎>t:⏎>t:nan # [] []",
            })
    void teleplot(String input, String expected) {
        gives(DecoderFormat.TELEPLOT, input, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "t:1⏎t:2 # [t=1.0, t=2.0] [] # pairs",
                "{\"t\":1} # [t=1.0] [] # json",
                ">t:1 # [t=1.0] [] # teleplot",
                "1,2 # [ch1=1.0, ch2=2.0] [] # csv",
                "a,b⏎1,2 # [a=1.0, b=2.0] [] # csv",
                "hello⏎starting up # [] [] # auto",
                "hello world⏎heap: 5⏎{\"t\":1}⏎heap: 6⏎{\"t\":2} # [heap=5.0, t=1.0, heap=6.0, t=2.0] [] # json",
                "t:1⏎t:2⏎t:3⏎{\"t\":4} # [t=1.0, t=2.0, t=3.0, t=4.0] [] # json",
                "{\"t\":1}⏎{\"t\":2}⏎{\"t\":3}⏎rssi: 4⏎{\"t\":5} # [t=1.0, t=2.0, t=3.0, t=5.0] [] # json",
                "{\"t\":1}⏎{\"t\":2}⏎{\"t\":3}⏎t:4⏎t:5⏎t:6⏎t:7 # [t=1.0, t=2.0, t=3.0, t=6.0, t=7.0] [] # pairs",
                "1,2⏎3,4⏎5,6⏎t:1⏎t:2⏎t:3 # [ch1=1.0, ch2=2.0, ch1=3.0, ch2=4.0, ch1=5.0, ch2=6.0, t=3.0] [] # pairs",
            })
    void auto(String input, String expected, String format) {
        gives(DecoderFormat.AUTO, input, expected);
        Decoder decoder = DecoderFormat.AUTO.create();
        Heard.of(decoder, bytes(input));
        assertThat(decoder.tally().format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "JSON # {\"v\":1}⏎boot⏎{\"s\":\"ok\"}⏎{\"v\":null}⏎\"v\":1}⏎{\"v\":1,\"s\":\"x\"} # 2 2 2 0 1",
                "PAIRS # t:1⏎boot⏎t:nan⏎t:x⏎{t:1⏎status: fine # 1 2 3 0 0",
                "CSV # a,b⏎1,2⏎boot⏎nan,nan⏎1,x # 2 2 1 0 1",
                "TELEPLOT # >t:1⏎boot⏎>t:x⏎>s:on|t # 1 2 1 0 0",
                "AUTO # boot⏎{\"v\"⏎{\"v\":1} # 1 1 1 0 0",
            })
    void tally_countsEachKindOfLine(DecoderFormat format, String input, String expected) {
        assertThat(counts(format, input)).isEqualTo(expected);
    }

    @Test
    void restart_autoMidStream_nextLineDecides() {
        Decoder decoder = DecoderFormat.AUTO.create();
        Heard heard = Heard.of(decoder, bytes("{\"t\":1}⏎{\"t\":2}⏎{\"t\":3}"));
        decoder.restart(false);
        byte[] next = bytes("1,2");
        decoder.decode(next, 0, next.length, Heard.ARRIVAL, heard);
        assertThat(heard.names).containsExactly("t", "ch1", "ch2");
        assertThat(decoder.tally().format()).isEqualTo("csv");
    }

    @Test
    void restart_midLine_firstPieceIsPartial() {
        Decoder decoder = DecoderFormat.PAIRS.create();
        decoder.restart(true);
        assertThat(Heard.of(decoder, bytes("3.6⏎t:5"))).hasToString("[t=5.0] []");
        assertThat(decoder.tally().partial()).isEqualTo(1);
        assertThat(decoder.tally().lines()).isEqualTo(1);
    }

    @Test
    void decode_latin1Degree_isUnit() {
        byte[] line = "t: 23.6 °C\n".getBytes(ISO_8859_1);
        assertThat(Heard.of(DecoderFormat.PAIRS.create(), line)).hasToString("[t=23.6] [t [°C]]");
        byte[] plot = ">t:23.6§°C\n".getBytes(ISO_8859_1);
        assertThat(Heard.of(DecoderFormat.TELEPLOT.create(), plot)).hasToString("[t=23.6] [t [°C]]");
    }

    @Test
    void tally_malformedLine_isKeptShortAndPrintable() {
        Decoder decoder = DecoderFormat.JSON.create();
        Heard.of(decoder, bytes("{\u0001" + "é".repeat(300)));
        assertThat(decoder.tally().lastMalformed()).isEqualTo("{\uFFFD" + "é".repeat(198));
    }

    @Test
    void decode_moreChannelsThanAllowed_areSkippedValues() {
        StringBuilder line = new StringBuilder("first:1");
        for (int i = 0; i < DecoderLimits.MAX_CHANNELS + 10; i++) {
            line.append(",c").append(i).append(":1");
        }
        Decoder decoder = DecoderFormat.PAIRS.create();
        Heard heard = Heard.of(decoder, bytes(line.toString()));
        assertThat(heard.names).hasSize(DecoderLimits.MAX_CHANNELS);
        assertThat(decoder.tally().readings()).isEqualTo(DecoderLimits.MAX_CHANNELS);
        assertThat(decoder.tally().skippedValues()).isEqualTo(11);
    }

    @Test
    void decode_deepJson_isMalformed() {
        String line = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        assertThat(counts(DecoderFormat.JSON, line.substring(0, 60_000))).isEqualTo("0 0 1 0 0");
    }

    @ParameterizedTest
    @EnumSource(DecoderFormat.class)
    void decode_rubbish_neverThrowsAndAddsUp(DecoderFormat format) {
        Random random = new Random(42);
        String alphabet = "{}[]\":,;=|>§°t1.5-e \t\\#%xn\u0001é";
        Decoder decoder = format.create();
        Heard heard = new Heard();
        long lines = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder("x");
            for (int n = random.nextInt(30); n > 0; n--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = (line.substring(random.nextInt(2)) + "\n").getBytes(i % 2 == 0 ? UTF_8 : ISO_8859_1);
            lines += new String(bytes, ISO_8859_1).isBlank() ? 0 : 1;
            decoder.decode(bytes, 0, bytes.length, Heard.ARRIVAL, heard);
            addsUp(decoder.tally());
        }
        assertThat(decoder.tally().lines()).isEqualTo(lines);
        assertThat(decoder.tally().readings()).isEqualTo(heard.readings.size());
        byte[] binary = new byte[1 << 20];
        random.nextBytes(binary);
        decoder.decode(binary, 0, binary.length, Heard.ARRIVAL, heard);
        addsUp(decoder.tally());
    }

    @ParameterizedTest
    @EnumSource(DecoderFormat.class)
    void parse_itsWordInAnyCase_isTheFormat(DecoderFormat format) {
        assertThat(DecoderFormat.parse(format.name())).isEqualTo(format);
        assertThat(DecoderFormat.parse(format.word())).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xml", "jsn"})
    void parse_unknown_saysWhichAreKnown(String text) {
        assertThatThrownBy(() -> DecoderFormat.parse(text))
                .hasMessage("format: " + text + " (expected: one of auto, json, pairs, csv, teleplot)");
    }
}
