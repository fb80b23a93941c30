package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.decode.line.format.DecoderFormat;
import vigie.event.Trouble;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.SensorSnapshot;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;

/** From the bytes of a device to why its sensors are silent. */
final class SourceFeedTest {
    private final TestClock clock = new TestClock(1_763_875_200_000L);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final List<Trouble> troubles = new ArrayList<>();
    private final SourceFeed feed = new SourceFeed(
            DecoderFormat.parse("pairs").create(), hub.inlet("bench"), new LimitTrouble("bench", troubles::add));

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

    @Test
    void tooManyChannels_areReportedOnce_withTheLimit_andItsEnd() {
        for (int i = 0; i < 1100; i++) {
            says("x" + i + ":1\n");
        }
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.about()).isEqualTo("source bench");
            assertThat(trouble.text()).contains("1024 channels are known", "x1022");
            assertThat(trouble.over()).isFalse();
        });
        clock.advance(3_600_001);
        says("soil:1 air:1\n");
        assertThat(troubles).hasSize(2).last().satisfies(trouble -> assertThat(trouble.over())
                .isTrue());
    }

    @Test
    void channelsThatLookTheSame_areSensorsOfTheirOwn_andKeepTheirNames() {
        says("Soil moisture:1,Soil_moisture:2\n");
        assertThat(hub.snapshot().sensors())
                .extracting(sensor -> sensor.info().id().toString(), sensor -> sensor.info()
                        .name())
                .contains(tuple("bench/Soil_moisture", "Soil_moisture"))
                .anySatisfy(sensor -> assertThat(sensor)
                        .isEqualTo(tuple(SensorId.of("bench", "Soil moisture").toString(), "Soil moisture")))
                .hasSize(4);
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
