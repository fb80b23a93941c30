package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** What becomes of sensors from tick to tick, and for which cause. */
final class KnownSensorsTest extends HubByHand {
    @Test
    void status_silentWhileItsSourceSpeaks_staleWithThatCause_thenLiveAgain() {
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        ticks(25, 1);

        Change.StatusChanged stale = onlyStatusChange();
        assertThat(stale.id()).hasToString("bench/soil");
        assertThat(stale.status()).isEqualTo(SensorStatus.STALE);
        assertThat(stale.cause()).contains("still speaks");

        batches.clear();
        ticks(1, 0, 1);
        assertThat(onlyStatusChange().status()).isEqualTo(SensorStatus.LIVE);
    }

    @Test
    void status_sourcesTakeTurnsInABatch_eachIsKnownToSpeak() {
        Inlet other = hub.inlet("other");
        other.channel(0, "x", null);
        other.channel(1, "y", null);
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        for (int i = 0; i < 25; i++) {
            clock.advance(100);
            add(1, i);
            other.add(0, clock.millis(), i);
            other.publish();
            add(1, i);
            hub.tick();
        }
        assertThat(onlyStatusChange().id()).hasToString("bench/soil");
        assertThat(onlyStatusChange().cause()).contains("still speaks");
    }

    @Test
    void status_nothingComesAnyMore_saysSo_andNotThatTheSourceSpeaks() {
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        ticks(1, 1);
        ticks(40);

        assertThat(statusChanges())
                .extracting(Change.StatusChanged::cause)
                .hasSize(2)
                .allMatch(cause -> String.valueOf(cause).contains("nothing comes from its source"));
    }

    @Test
    void status_sourceSpeaksOnAndThenFallsSilentToo_theCauseFollows() {
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        ticks(30, 1);
        ticks(40);

        assertThat(causesOf("bench/soil"))
                .containsExactly(
                        "its source still speaks: sensor unplugged?",
                        "nothing comes from its source any more: device off or hung?");
    }

    @Test
    void status_linesCannotBeRead_showsOne_butNotAnotherEachTick() {
        inlet.channel(0, "soil", null);
        ticks(20, 0);
        for (int i = 0; i < 60; i++) {
            inlet.unreadable("temp" + i + ":\uFFFD");
            ticks(1);
        }
        assertThat(causesOf("bench/soil"))
                .containsExactly("its source speaks, but no line can be read (wrong baud rate or format?), such as:"
                        + " temp0:\uFFFD");
    }

    @Test
    void status_someLinesCannotBeRead_whileOthersGiveReadings() {
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        for (int i = 0; i < 30; i++) {
            inlet.unreadable("x".repeat(300));
            ticks(1, 1);
        }
        assertThat(causesOf("bench/soil"))
                .containsExactly("its source speaks, but not every line can be read, such as: " + "x".repeat(80) + "…");
    }

    @Test
    void status_burstsWithPauses_doNotFlap() {
        inlet.channel(0, "soil", null);
        for (int burst = 0; burst < 10; burst++) {
            ticks(10, 0);
            ticks(50);
        }
        assertThat(statusChanges()).as("stale and live, until it is a habit").hasSize(6);
    }

    @Test
    void status_setCadence_isWhatCounts() {
        Hub set = new Hub(
                HubSettings.DEFAULT, clock, id -> new SensorSettings(null, null, null, null, Duration.ofSeconds(5)));
        set.subscribe(batches::add);
        Inlet way = set.inlet("bench");
        way.channel(0, "soil", null);
        for (int i = 0; i < 20; i++) {
            clock.advance(100);
            way.add(0, clock.millis(), i);
            way.publish();
            set.tick();
        }
        clock.advance(20_000);
        set.tick();
        assertThat(statusChanges()).isEmpty();
        clock.advance(1);
        set.tick();
        assertThat(onlyStatusChange().status()).isEqualTo(SensorStatus.STALE);
        assertThat(set.snapshot().sensors().get(0).cadenceMillis()).isEqualTo(5_000);
        set.close();
    }

    @Test
    void status_sourceIsBackAndStaysSilent_theCauseFollows() {
        inlet.channel(0, "soil", null);
        ticks(3, 0);
        hub.sourceChanged(new SourceStatus("bench", "bench", "", SourceState.LOST, "tty was unplugged", START));
        ticks(1);
        hub.sourceChanged(new SourceStatus("bench", "bench", "", SourceState.LIVE, null, START));
        ticks(150);
        assertThat(causesOf("bench/soil"))
                .containsExactly(
                        "tty was unplugged",
                        "its source is back; no reading yet",
                        "nothing comes from its source any more: device off or hung?");
    }

    private List<@Nullable String> causesOf(String sensor) {
        return statusChanges().stream()
                .filter(change -> change.id().toString().equals(sensor))
                .<@Nullable String>map(Change.StatusChanged::cause)
                .toList();
    }

    @Test
    void status_sourceLost_itsSensorsAreLostWithItsCause() {
        inlet.channel(0, "soil", null);
        ticks(3, 0);
        batches.clear();
        hub.sourceChanged(new SourceStatus("bench", "bench", "", SourceState.LOST, "tty was unplugged", START));
        ticks(1);
        assertThat(batches.get(0).changes().get(0)).isInstanceOf(Change.SourceChanged.class);
        assertThat(onlyStatusChange().status()).isEqualTo(SensorStatus.LOST);
        assertThat(onlyStatusChange().cause()).isEqualTo("tty was unplugged");
        assertThat(hub.snapshot().sensors().get(0).status()).isEqualTo(SensorStatus.LOST);
    }

    @Test
    void status_readingAndLossInOneTick_staysLost() {
        inlet.channel(0, "soil", null);
        ticks(3, 0);
        hub.sourceChanged(new SourceStatus("bench", "bench", "", SourceState.LOST, "tty was unplugged", START));
        ticks(1, 0);
        assertThat(hub.snapshot().sensors().get(0).status()).isEqualTo(SensorStatus.LOST);
    }

    @Test
    void status_clockSetBackAnHour_aSilentSensorIsStillFound() {
        inlet.channel(0, "soil", null);
        inlet.channel(1, "air", null);
        ticks(20, 0, 1);
        clock.advance(-3_600_000);
        ticks(25, 1);
        assertThat(onlyStatusChange().id()).hasToString("bench/soil");
        assertThat(onlyStatusChange().cause()).contains("still speaks");
        SensorSnapshot air = hub.snapshot().sensors().get(1);
        assertThat(air.lastMillis()).as("not late: the clock").isEqualTo(clock.millis());
        assertThat(air.cadenceMillis()).isEqualTo(100);
    }

    @Test
    void clockWasAheadOnce_theLatestValueIsTheOneHeardLast() {
        inlet.channel(0, "soil", null);
        for (long ahead : new long[] {5_000, 30_000, 3_600_000}) {
            ticks(3, 0);
            inlet.add(0, clock.millis() + ahead, -1);
            inlet.publish();
            hub.tick();
            ticks(1, 0);
            SensorSnapshot soil = hub.snapshot().sensors().get(0);
            assertThat(soil.lastMillis()).as("ahead by %d ms", ahead).isEqualTo(clock.millis());
            assertThat(soil.lastValue()).isZero();
        }
    }

    @Test
    void readingsThatWereOvertaken_doNotCount_butAClockSetBackDoes() {
        inlet.channel(0, "soil", null);
        ticks(1, 0);
        long last = clock.millis();
        inlet.add(0, last - 50, 7);
        inlet.publish();
        hub.tick();
        assertThat(hub.snapshot().sensors().get(0).lastMillis()).isEqualTo(last);
        clock.advance(5_000);
        inlet.add(0, last - 50, 8);
        inlet.publish();
        hub.tick();
        assertThat(hub.snapshot().sensors().get(0).lastValue()).as("heard last").isEqualTo(8);
    }

    @Test
    void statusAndSource_clockSetBack_areNotSinceATimeToCome() {
        inlet.channel(0, "soil", null);
        hub.sourceChanged(new SourceStatus("bench", "bench", "", SourceState.LIVE, null, clock.millis()));
        ticks(20, 0);
        clock.advance(-3_600_000);
        HubSnapshot snapshot = hub.snapshot();
        assertThat(snapshot.sensors().get(0).sinceMillis()).isEqualTo(clock.millis());
        assertThat(snapshot.sources().get(0).sinceMillis()).isEqualTo(clock.millis());
    }

    /** New sensors, then what the readings change, then sources, then who is silent. */
    @Test
    void tick_everythingAtOnce_inOrder() {
        inlet.channel(0, "silent", null);
        inlet.channel(1, "speaks", null);
        ticks(20, 0, 1);
        ticks(25, 1);
        Inlet other = hub.inlet("other");
        other.channel(0, "lost", null);
        other.add(0, clock.millis(), 1);
        other.publish();
        ticks(20, 1);
        batches.clear();

        add(0, 5);
        inlet.channel(2, "new", null);
        hub.sourceChanged(new SourceStatus("other", "other", "", SourceState.LOST, "unplugged", START));
        clock.advance(10_000);
        hub.tick();
        assertThat(batches.get(0).changes())
                .extracting(KnownSensorsTest::words)
                .containsExactly(
                        "new bench/new", "bench/silent live", "source other", "other/lost lost", "bench/speaks stale");
    }

    @Test
    void snapshot_sensorNotYetAnnounced_isLeftToTheNextBatch() {
        inlet.channel(0, "temperature", null);
        assertThat(hub.snapshot().sensors()).isEmpty();
        hub.tick();
        assertThat(hub.snapshot().sensors()).hasSize(1);
    }

    @Test
    void channel_unitBecomesKnown_isToldAgain() {
        inlet.channel(0, "temperature", null);
        hub.tick();
        inlet.channel(0, "temperature", "°C");
        hub.tick();
        assertThat(batches.get(1).changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.SensorAdded.class,
                        change -> assertThat(change.info().unit()).isEqualTo("°C"));
    }

    private static String words(Change change) {
        if (change instanceof Change.SensorAdded added) {
            return "new " + added.info().id();
        }
        if (change instanceof Change.StatusChanged changed) {
            return changed.id() + " " + changed.status().word();
        }
        return "source " + ((Change.SourceChanged) change).status().id();
    }
}
