package vigie.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.event.Trouble;
import vigie.sensor.SensorId;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.MemoryEventStore;

/** The log with its thread in the test's hand, but for the last. */
final class EventLogTest {
    private static final SensorId OVEN = SensorId.parse("bench/temperature");

    private final MemoryEventStore store = new MemoryEventStore();
    private final TestClock clock = new TestClock(1000);
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @Test
    void reported_isNumberedInOrder_kept_rememberedAndHandedOn() throws Exception {
        EventLog log = open();
        log.report(note("one"));
        log.report(note("two"));
        assertThat(log.now().last()).isZero();
        log.keepWaiting();
        assertThat(texts(heard)).containsExactly("1 one", "2 two");
        assertThat(texts(kept())).containsExactly("1 one", "2 two");
        assertThat(texts(log.after(1, 10).events())).containsExactly("2 two");
        assertThat(log.now().last()).isEqualTo(2);
        assertThat(log.tally()).isEqualTo(new EventTally(2, 2, 0, 0, 0));
    }

    @Test
    void submitted_completesOnceItIsKept() throws Exception {
        EventLog log = open();
        CompletableFuture<Event> done = log.submit(note("one")).toCompletableFuture();
        assertThat(done).isNotDone();
        log.keepWaiting();
        assertThat(done.get().id()).isEqualTo(1);
        assertThat(texts(kept())).containsExactly("1 one");
    }

    @Test
    void storeFails_submittedFails_reportedIsHandedOn_andKeptLater_inOrder() throws Exception {
        EventLog log = open();
        store.failAppends("the disk is full");
        CompletableFuture<Event> note = log.submit(note("lost")).toCompletableFuture();
        log.report(note("reported"));
        log.keepWaiting();
        Assertions.assertThatThrownBy(note::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(HistoryException.class)
                .hasMessageContaining("the disk is full");
        assertThat(texts(heard)).containsExactly("1 reported");
        assertThat(kept()).isEmpty();
        log.keepWaiting();
        assertThat(log.now().troubles())
                .extracting(event -> event.what().text())
                .containsExactly("events wait to be kept: the disk is full");
        store.failAppends(null);
        log.report(note("later"));
        await().until(() -> {
            log.keepWaiting();
            return kept().size() == 4;
        });
        assertThat(texts(kept()))
                .containsExactly(
                        "1 reported",
                        "2 events wait to be kept: the disk is full",
                        "3 later",
                        "4 events are kept again; none was lost");
        assertThat(texts(heard)).isEqualTo(texts(kept()));
        assertThat(log.now().troubles()).isEmpty();
    }

    @Test
    void numbers_goOnAfterTheLastOfAllRuns_alsoWhenThatWasDropped() throws Exception {
        EventLog first = open();
        first.report(note("one"));
        first.report(note("two"));
        first.keepWaiting();
        store.dropEventsBefore(Long.MAX_VALUE, 10, Set.of());
        EventLog next = open();
        assertThat(next.now().last()).isEqualTo(2);
        assertThat(next.after(0, 10)).isEqualTo(new MissedEvents(0, List.of()));
        next.report(note("three"));
        next.keepWaiting();
        assertThat(texts(kept())).containsExactly("3 three");
    }

    @Test
    void nextRun_remembersWhatWas_andWhichAlarmsStand_butNoTroubles() throws Exception {
        EventLog first = open();
        first.report(raised("hot"));
        first.report(raised("cold"));
        first.report(step(EventKind.ALARM_CLEARED, 2));
        first.report(step(EventKind.ALARM_ACKNOWLEDGED, 2));
        first.reportTrouble(new Trouble("history", "the disk is full", false, 5));
        first.keepWaiting();
        assertThat(first.now().troubles()).hasSize(1);
        EventLog next = open();
        assertThat(next.now().alarms()).isEqualTo(first.now().alarms()).hasSize(1);
        assertThat(next.now().alarms().get(0).alarm()).isEqualTo(1);
        assertThat(next.now().troubles()).isEmpty();
        assertThat(next.after(3, 10).events()).hasSize(2);
    }

    @Test
    void memory_isBounded_andSaysHowFarItReaches() throws Exception {
        EventLog log = open();
        for (int i = 0; i < EventLog.MEMORY + 7; i++) {
            log.report(note("n"));
            if (i % 1000 == 0) {
                log.keepWaiting();
            }
        }
        await().until(() -> {
            log.keepWaiting();
            return log.now().last() == EventLog.MEMORY + 7;
        });
        MissedEvents all = log.after(0, Integer.MAX_VALUE);
        assertThat(all.after()).isEqualTo(7);
        assertThat(all.events()).hasSize(EventLog.MEMORY);
        assertThat(all.events().get(0).id()).isEqualTo(8);
        assertThat(log.after(9_000, 2).events()).extracting(Event::id).containsExactly(9_001L, 9_002L);
        assertThat(open().after(0, 1).after()).isEqualTo(7);
    }

    @Test
    void moreThanCanWait_isLost_countedAndTold() throws Exception {
        EventLog log = open();
        for (int i = 0; i < EventLog.MOST_WAITING + 3; i++) {
            log.report(note("n"));
        }
        CompletableFuture<Event> refused = log.submit(note("x")).toCompletableFuture();
        assertThat(refused).isCompletedExceptionally();
        await().until(() -> {
            log.keepWaiting();
            return log.tally().waiting() == 0;
        });
        log.keepWaiting();
        assertThat(log.tally().lost()).isEqualTo(3);
        assertThat(heard.stream().filter(event -> event.what().kind() == EventKind.TROUBLE))
                .extracting(event -> event.what().text())
                .first()
                .asString()
                .startsWith("events are lost: they come faster than the disk takes them");
    }

    @Test
    void subscriberThatFails_harmsNobody() throws Exception {
        EventLog log = EventLog.open(store, clock);
        log.subscribe(events -> {
            throw new IllegalStateException("broken on purpose");
        });
        log.subscribe(heard::addAll);
        log.report(note("one"));
        log.keepWaiting();
        log.report(note("two"));
        log.keepWaiting();
        assertThat(texts(heard)).containsExactly("1 one", "2 two");
    }

    @Test
    void manyThreads_everythingOnce_inOneOrder_andKeptAtTheEnd() throws Exception {
        EventLog log = open();
        log.start();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    log.report(note("n"));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();
        assertThat(heard)
                .extracting(Event::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2000).boxed().toList());
        assertThat(kept()).isEqualTo(heard);
        assertThat(log.submit(note("late")).toCompletableFuture()).isCompletedExceptionally();
    }

    private EventLog open() throws HistoryException {
        EventLog log = EventLog.open(store, clock);
        log.subscribe(heard::addAll);
        return log;
    }

    private List<Event> kept() {
        List<Event> events = new ArrayList<>();
        store.events(
                new EventQuery(
                        0,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        EnumSet.allOf(EventKind.class),
                        false,
                        Integer.MAX_VALUE),
                events::add);
        return events;
    }

    private static List<String> texts(List<Event> events) {
        return events.stream()
                .map(event -> event.id() + " " + event.what().text())
                .toList();
    }

    private static Happening note(String text) {
        return Happening.note(7, null, "Anne", text);
    }

    private static Happening raised(String rule) {
        return Happening.alarm(
                EventKind.ALARM_RAISED, 9, OVEN, new AlarmStep(rule, Severity.WARNING, 0, 283.1, 0), "hot");
    }

    private static Happening step(EventKind kind, long alarm) {
        return Happening.alarm(kind, 9, OVEN, new AlarmStep("any", Severity.WARNING, alarm, Double.NaN, 0), null);
    }
}
