package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** A sensor that an earlier run heard, until it is heard again and afterwards. */
final class EarlierSensorTest extends HubByHand {
    private static final long HOURS_AGO = START - Duration.ofHours(3).toMillis();
    private static final SensorId OVEN = SensorId.parse("bench/oven");

    @Test
    void remembered_isThereAtOnce_staleSinceItsLastReading() {
        remember();
        SensorSnapshot oven = oven();
        assertThat(oven.info().name()).isEqualTo("Oven");
        assertThat(oven.info().unit()).isEqualTo("°C");
        assertThat(oven.status()).isEqualTo(SensorStatus.STALE);
        assertThat(oven.cause()).isEqualTo("not heard since the server started");
        assertThat(oven.sinceMillis()).isEqualTo(HOURS_AGO);
        assertThat(oven.lastMillis()).isEqualTo(HOURS_AGO);
        assertThat(oven.lastValue()).isEqualTo(180.5);
        assertThat(oven.cadenceMillis()).as("unknown").isZero();
    }

    @Test
    void remembered_ofAClockThatWasAhead_isStaleSinceNow_andHeardAgainAtOnce() {
        hub.remember(new EarlierSensor(OVEN, "Oven", "°C", START + 86_400_000, 180.5));
        assertThat(oven().sinceMillis()).isEqualTo(START);
        inlet.channel(0, "oven", "°C");
        ticks(1, 0);
        assertThat(oven().lastMillis()).isEqualTo(clock.millis());
    }

    @Test
    void remembered_subscribersAreToldOnce_withTheFirstTick() {
        remember();
        ticks(3);
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).changes())
                .containsExactly(
                        new Change.SensorAdded(0, oven().info()),
                        new Change.StatusChanged(
                                0, OVEN, SensorStatus.STALE, "not heard since the server started", HOURS_AGO));
    }

    @Test
    void itsSourceIsNotThere_isLostWithThatCause() {
        remember();
        hub.sourceChanged(source(SourceState.LOST, "there is no port /dev/ttyUSB0 (ports: none)"));
        ticks(1);
        assertThat(oven().status()).isEqualTo(SensorStatus.LOST);
        assertThat(oven().cause()).isEqualTo("there is no port /dev/ttyUSB0 (ports: none)");
        assertThat(oven().sinceMillis()).isEqualTo(HOURS_AGO);
    }

    @Test
    void itsSourceIsOpenedAndSaysNothing_theCauseFollows() {
        remember();
        hub.sourceChanged(source(SourceState.OPENING, null));
        ticks(1);
        hub.sourceChanged(source(SourceState.LIVE, null));
        ticks(200);
        assertThat(statusChanges())
                .extracting(Change.StatusChanged::cause)
                .containsExactly(
                        "not heard since the server started",
                        "its source is back; no reading yet",
                        "nothing comes from its source any more: device off or hung?");
    }

    @Test
    void itsSourceSpeaksOfOthersOnly_theCauseSaysSo() {
        remember();
        hub.sourceChanged(source(SourceState.LIVE, null));
        inlet.channel(0, "air", null);
        ticks(20, 0);
        assertThat(oven().cause()).isEqualTo("its source still speaks: sensor unplugged?");
    }

    @Test
    void heardAgain_isLive_andTheTimeBetweenIsNoPace() {
        remember();
        inlet.channel(0, "oven", "°C");
        ticks(20, 0);
        assertThat(oven().status()).isEqualTo(SensorStatus.LIVE);
        assertThat(oven().sinceMillis()).as("the first of these ticks").isEqualTo(START + 100);
        assertThat(oven().index()).isZero();
        assertThat(hub.snapshot().sensors()).hasSize(1);
        assertThat(oven().cadenceMillis()).isEqualTo(100);
        ticks(25);
        assertThat(oven().status()).as("silent for 2.5 s").isEqualTo(SensorStatus.STALE);
    }

    @Test
    void configurationWins_overWhatWasRemembered_andTheDevice() {
        SensorSettings configured = new SensorSettings("Kiln", null, 0.0, 300.0);
        try (Hub other = new Hub(HubSettings.DEFAULT, clock, id -> configured)) {
            other.remember(new EarlierSensor(OVEN, "Oven", "°C", HOURS_AGO, 180.5));
            assertThat(other.info(OVEN)).isEqualTo(configured.describe(OVEN, "Oven", "°C"));
            other.inlet("bench").channel(0, "oven", "°F");
            assertThat(other.info(OVEN)).isEqualTo(configured.describe(OVEN, "oven", "°F"));
        }
    }

    @Test
    void info_ofOneThatIsNotKnown_isWhatIsKept() {
        assertThat(hub.info(OVEN, "Oven", "°C").name()).isEqualTo("Oven");
        assertThat(hub.info(OVEN, "Oven", "°C").unit()).isEqualTo("°C");
        assertThat(hub.info(OVEN).name()).isEqualTo("oven");
        inlet.channel(0, "oven", null);
        assertThat(hub.info(OVEN, "Oven", "°C").unit()).as("what it says now").isNull();
    }

    private void remember() {
        hub.remember(new EarlierSensor(OVEN, "Oven", "°C", HOURS_AGO, 180.5));
    }

    private SensorSnapshot oven() {
        return hub.snapshot().sensors().stream()
                .filter(sensor -> sensor.info().id().equals(OVEN))
                .findFirst()
                .orElseThrow();
    }

    private SourceStatus source(SourceState state, @Nullable String cause) {
        return new SourceStatus("bench", "bench", "", state, cause, clock.millis());
    }
}
