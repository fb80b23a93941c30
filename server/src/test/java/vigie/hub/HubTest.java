package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

class HubTest {
    private static final long START = 1_763_875_200_000L;

    private final TestClock clock = new TestClock(START);
    private final List<Batch> batches = new CopyOnWriteArrayList<>();
    private final Hub hub = new Hub(
            new HubSettings(Duration.ofMillis(100), Duration.ofSeconds(10), 1000), clock, id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("bench");

    @BeforeEach
    void subscribe() {
        hub.subscribe(batches::add);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void tick_nothingHappened_noBatch() {
        hub.tick();
        assertThat(batches).isEmpty();
        assertThat(hub.snapshot().seq()).isZero();
    }

    @Test
    void tick_readings_oneNumberedBatchInOrderOfArrival() {
        inlet.channel(0, "temperature", "°C");
        inlet.channel(1, "humidity", null);
        add(0, 21.5);
        add(1, 40);
        hub.tick();
        add(0, 21.6);
        hub.tick();

        assertThat(batches).extracting(Batch::seq).containsExactly(1L, 2L);
        Batch first = batches.get(0);
        assertThat(first.changes()).hasSize(2).allMatch(Change.SensorAdded.class::isInstance);
        assertThat(first.id(0)).hasToString("bench/temperature");
        assertThat(first.id(1)).hasToString("bench/humidity");
        assertThat(batches.get(1).changes()).isEmpty();
        assertThat(batches.get(1).value(0)).isEqualTo(21.6);
        SensorSnapshot temperature = hub.snapshot().sensors().get(0);
        assertThat(temperature.lastValue()).isEqualTo(21.6);
        assertThat(temperature.info().unit()).isEqualTo("°C");
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

    @Test
    void batch_subscriberThrows_othersStillGetIt() {
        Hub fragile = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
        fragile.subscribe(batch -> {
            throw new IllegalStateException("on purpose");
        });
        fragile.subscribe(batches::add);
        fragile.inlet("bench").channel(0, "x", null);
        fragile.tick();
        assertThat(batches).hasSize(1);
        fragile.close();
    }

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
                .extracting(HubTest::words)
                .containsExactly(
                        "new bench/new", "bench/silent live", "source other", "other/lost lost", "bench/speaks stale");
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
    void since_placeInMemory_exactlyWhatWasMissed() {
        inlet.channel(0, "soil", null);
        ticks(5, 0);
        Past past = hub.since(2);
        assertThat(past.complete()).isTrue();
        assertThat(past.batches()).extracting(Batch::seq).containsExactly(3L, 4L, 5L);
        assertThat(past.now().seq()).isEqualTo(5);
        assertThat(hub.since(5).batches()).isEmpty();
        assertThat(hub.since(5).complete()).isTrue();
        assertThat(hub.since(6).complete()).isFalse();
    }

    @Test
    void since_placeForgotten_saysSo() {
        inlet.channel(0, "soil", null);
        ticks(150, 0);
        Past past = hub.since(1);
        assertThat(past.complete()).isFalse();
        assertThat(past.batches()).hasSize(101);
    }

    @Test
    void observe_lateReading_doesNotReplaceTheLatest() {
        inlet.channel(0, "soil", null);
        inlet.add(0, START, 2);
        inlet.add(0, START - 500, 1);
        inlet.publish();
        hub.tick();
        assertThat(hub.snapshot().sensors().get(0).lastValue()).isEqualTo(2);
        assertThat(batches.get(0).size()).isEqualTo(2);
    }

    @Test
    void publish_openBatchFull_waitsAndLosesNothing() throws InterruptedException {
        inlet.channel(0, "fast", null);
        int readings = Hub.MAX_OPEN * 2;
        Thread source = new Thread(() -> {
            for (int i = 0; i < readings; i++) {
                inlet.add(0, START, i);
            }
            inlet.publish();
        });
        source.start();
        while (source.isAlive()) {
            hub.tick();
            source.join(1);
        }
        hub.tick();
        assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(readings);
        assertThat(batches).allMatch(batch -> batch.size() <= Hub.MAX_OPEN);
    }

    @Test
    void subscriberThatHangs_readingsWaitUpToTheBoundOnly_andArriveInOrder() throws InterruptedException {
        Semaphore slow = new Semaphore(0);
        hub.subscribe(batch -> slow.acquireUninterruptibly());
        inlet.channel(0, "fast", null);
        int readings = Hub.MAX_OPEN * 4;
        Thread source = new Thread(() -> {
            for (int i = 0; i < readings; i++) {
                inlet.add(0, START, i);
            }
            inlet.publish();
        });
        Thread ticking = new Thread(() -> {
            while (hub.tally().readings() < readings) {
                hub.tick();
            }
        });
        source.start();
        ticking.start();
        for (int handedOn = 0; handedOn < 2; handedOn++) {
            int before = handedOn;
            await().until(() -> slow.hasQueuedThreads() && source.getState() == Thread.State.WAITING);
            assertThat(batches.size()).isGreaterThan(before);
            assertThat(hub.tally().waiting()).isLessThanOrEqualTo(Hub.MAX_OPEN).isGreaterThan(Hub.MAX_OPEN - 4096);
            slow.release();
            await().until(() -> batches.size() > before + 1 || !source.isAlive());
        }
        slow.release(1_000_000);
        source.join();
        ticking.join();

        assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(readings);
        assertThat(batches).allMatch(batch -> batch.size() <= Hub.MAX_OPEN);
        double next = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.value(i)).isEqualTo(next++);
            }
        }
        HubTally tally = hub.tally();
        assertThat(tally.readings()).isEqualTo(readings);
        assertThat(tally.waiting()).isZero();
        assertThat(tally.inlets()).singleElement().satisfies(it -> {
            assertThat(it.source()).isEqualTo("bench");
            assertThat(it.readings()).isEqualTo(readings);
            assertThat(it.waits()).isPositive();
        });
    }

    @Test
    void tally_countsTicksAlsoWithoutABatch() {
        inlet.channel(0, "soil", null);
        ticks(3, 0);
        ticks(2);
        HubTally tally = hub.tally();
        assertThat(tally.ticks()).isEqualTo(5);
        assertThat(tally.readings()).isEqualTo(3);
        assertThat(tally.lateTicks()).isZero();
        assertThat(tally.inlets()).containsExactly(new InletTally("bench", 3, 0, 0));
    }

    @Test
    void start_subscriberTakesLongerThanATick_lateTicksAreCounted() {
        Hub quick = new Hub(HubSettings.DEFAULT.withTick(Duration.ofMillis(10)), clock, id -> SensorSettings.NONE);
        Semaphore slow = new Semaphore(0);
        quick.subscribe(batch -> slow.acquireUninterruptibly());
        Inlet fast = quick.inlet("bench");
        fast.channel(0, "x", null);
        quick.start();
        await().until(slow::hasQueuedThreads);
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > Duration.ofMillis(20).toNanos());
        slow.release();
        await().until(() -> quick.tally().lateTicks() > 0);
        quick.close();
    }

    private void add(int channel, double value) {
        inlet.add(channel, clock.millis(), value);
        inlet.publish();
    }

    private void ticks(int count, int... channels) {
        for (int i = 0; i < count; i++) {
            clock.advance(100);
            for (int channel : channels) {
                add(channel, i);
            }
            hub.tick();
        }
    }

    private Change.StatusChanged onlyStatusChange() {
        List<Change.StatusChanged> changes = batches.stream()
                .flatMap(batch -> batch.changes().stream())
                .filter(Change.StatusChanged.class::isInstance)
                .map(Change.StatusChanged.class::cast)
                .toList();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }
}
