package vigie.alarm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.event.Trouble;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.journal.StandingAlarm;
import vigie.journal.UnknownAlarmException;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

/** Behind a hub that ticks when told, before a log that numbers at once. */
class AlarmWatchTest {
    private static final long START = 1_763_875_200_000L;

    private final TestClock clock = new TestClock(START);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("bench");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean keeps = true;
    private volatile @Nullable CompletableFuture<Event> held;
    private volatile boolean stuck;
    private final CountDownLatch stuckInside = new CountDownLatch(1);
    private final AlarmWatch watch = new AlarmWatch(
            List.of(
                    AlarmRule.of(SensorGlob.all(), new Condition.Above(280)),
                    AlarmRule.of(SensorGlob.all(), new Condition.Silent(Duration.ofSeconds(30)))),
            id -> true,
            new AlarmWatch.Surroundings(
                    hub::info,
                    () -> hub.snapshot().sensors(),
                    this::report,
                    this::submit,
                    troubles::add,
                    Duration.ofMillis(100),
                    clock));

    @AfterEach
    void close() {
        open.countDown();
        hub.close();
        watch.close();
    }

    @Test
    void readingOverTheLimit_raises_andCanBeAcknowledged_asKept() throws Exception {
        start();
        reading(290);
        await().until(() -> kinds().contains(EventKind.ALARM_RAISED));
        Event acknowledged = watch.desk()
                .acknowledge(1, "Anne", "on my way")
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(acknowledged.what().by()).isEqualTo("Anne");
        assertThat(acknowledged.alarm()).isEqualTo(1);
        reading(20);
        await().until(() -> kinds().contains(EventKind.ALARM_CLEARED));
        assertThatThrownBy(() -> watch.desk()
                        .acknowledge(1, null, null)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(UnknownAlarmException.class);
    }

    @Test
    void acknowledgementThatIsNotKept_didNotHappen() throws Exception {
        start();
        reading(290);
        await().until(() -> kinds().contains(EventKind.ALARM_RAISED));
        keeps = false;
        assertThatThrownBy(() -> watch.desk()
                        .acknowledge(1, null, null)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasMessageContaining("disk");
        keeps = true;
        assertThat(watch.desk()
                        .acknowledge(1, null, null)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .id())
                .isEqualTo(2);
    }

    @Test
    void twoAcknowledgeAtTheSameMoment_theSecondIsRefused_andToldWhoWasFirst() throws Exception {
        start();
        reading(290);
        await().until(() -> kinds().contains(EventKind.ALARM_RAISED));
        CompletableFuture<Event> beingKept = new CompletableFuture<>();
        held = beingKept;
        CompletableFuture<Event> first =
                watch.desk().acknowledge(1, "Anne", null).toCompletableFuture();
        assertThatThrownBy(() -> watch.desk()
                        .acknowledge(1, "Paul", null)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(UnknownAlarmException.class)
                .hasMessageContaining("is acknowledged already, by Anne");
        beingKept.completeExceptionally(new IllegalStateException("the disk is full"));
        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageContaining("disk");
        held = null;
        assertThat(watch.desk()
                        .acknowledge(1, "Paul", null)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .what()
                        .by())
                .isEqualTo("Paul");
    }

    @Test
    void deadline_isNoticedThoughNothingComes() {
        start();
        reading(20);
        await().until(() -> watch.tally().readings() == 1);
        clock.advance(31_000);
        hub.sourceChanged(new SourceStatus("bench", "bench", "test", SourceState.LIVE, null, clock.millis()));
        hub.tick();
        await().until(() -> kinds().contains(EventKind.ALARM_RAISED));
        assertThat(events.get(0).what().epochMillis()).isEqualTo(START + 30_100);
    }

    @Test
    void restart_findsTheAlarmsThatStand() throws Exception {
        StandingAlarm standing = new StandingAlarm(
                7,
                "* above 280",
                "bench/oven",
                Severity.WARNING,
                StandingAlarm.State.ACKNOWLEDGED,
                START - 1000,
                290,
                "hot",
                "Anne",
                0,
                false);
        start(standing);
        reading(20);
        await().until(() -> kinds().contains(EventKind.ALARM_CLEARED));
        assertThat(events.get(0).alarm()).isEqualTo(7);
    }

    @Test
    void watchThatDoesNotKeepUp_losesTheOldest_counts_andTellsIt_andTheHubNeverWaits() {
        start();
        stuck = true;
        reading(290);
        await().until(() -> stuckInside.getCount() == 0);
        inlet.channel(1, "lamp", null);
        for (int tick = 0; tick < 6; tick++) {
            for (int i = 0; i < 100_000; i++) {
                inlet.add(1, clock.millis(), i % 200);
            }
            inlet.publish();
            clock.advance(100);
            hub.tick();
        }
        open.countDown();
        await().until(() -> troubles.size() == 2);
        assertThat(troubles.get(0).text()).contains("some are not looked at");
        assertThat(troubles.get(1).over()).isTrue();
        assertThat(watch.tally().lost()).isBetween(100_000L, 200_000L);
    }

    private void start(StandingAlarm... standing) {
        inlet.channel(0, "oven", "°C");
        hub.subscribe(watch);
        watch.start(List.of(standing));
    }

    private void reading(double value) {
        clock.advance(100);
        inlet.add(0, clock.millis() - 100, value);
        inlet.publish();
        hub.tick();
    }

    private List<EventKind> kinds() {
        return events.stream().map(event -> event.what().kind()).toList();
    }

    private void report(Happening what) {
        if (stuck) {
            stuckInside.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        keep(what);
    }

    private CompletionStage<Event> submit(Happening what) {
        CompletableFuture<Event> later = held;
        if (later != null) {
            return later;
        }
        return keeps
                ? CompletableFuture.completedFuture(keep(what))
                : CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    private synchronized Event keep(Happening what) {
        Event event = new Event(events.size() + 1L, what);
        watch.events(List.of(event));
        events.add(event);
        return event;
    }
}
