package vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.decode.DecoderFormat;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.SensorSnapshot;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;

/** From the bytes of a device to why its sensors are silent. */
final class SourceFeedTest {
    private final TestClock clock = new TestClock(1_763_875_200_000L);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final SourceFeed feed = new SourceFeed(DecoderFormat.parse("pairs").create(), hub.inlet("bench"));

    @BeforeEach
    void speak() {
        feed.opened(false);
        for (int i = 0; i < 20; i++) {
            says("soil:" + i + " air:" + i + "\n");
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void linesThatCannotBeRead_areTheCauseOfTheSilence_withOneOfThem() {
        for (int i = 0; i < 30; i++) {
            says("\u0000\u0001soil:\n");
        }
        assertThat(sensor(0).status()).isEqualTo(SensorStatus.STALE);
        assertThat(sensor(0).cause())
                .isEqualTo("its source speaks, but no line can be read (wrong baud rate or format?), such as: "
                        + "\uFFFD\uFFFDsoil:");
    }

    @Test
    void oneSensorMissing_itsSourceStillSpeaks() {
        for (int i = 0; i < 30; i++) {
            says("air:" + i + "\n");
        }
        assertThat(sensor(0).cause()).isEqualTo("its source still speaks: sensor unplugged?");
        assertThat(sensor(1).status()).isEqualTo(SensorStatus.LIVE);
    }

    @Test
    void linesThatCanBeReadAgain_bringItBack() {
        for (int i = 0; i < 30; i++) {
            says("\u0000\n");
        }
        says("soil:1 air:1\n");
        assertThat(sensor(0).status()).isEqualTo(SensorStatus.LIVE);
        assertThat(sensor(0).cause()).isNull();
    }

    /** Said within one tick. */
    private void says(String line) {
        clock.advance(100);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        feed.bytes(bytes, 0, bytes.length, clock.millis());
        hub.tick();
    }

    private SensorSnapshot sensor(int index) {
        return hub.snapshot().sensors().get(index);
    }
}
