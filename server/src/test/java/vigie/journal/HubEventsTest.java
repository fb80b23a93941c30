package vigie.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.store.HistoryException;
import vigie.store.MemoryEventStore;
import vigie.store.MemoryHistory;

final class HubEventsTest {
    private final TestClock clock = new TestClock(1000);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final MemoryHistory history = new MemoryHistory();
    private final MemoryEventStore store = new MemoryEventStore();
    private final List<Happening> told = new ArrayList<>();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void sensor_isNew_whenNeitherThisRunNorWhatIsKeptHasHeardIt() throws HistoryException {
        history.append(List.of(new Reading(SensorId.parse("a/kept"), 1, 1)));
        SensorInfo before = new SensorInfo(SensorId.parse("a/told"), "told", null, null, null);
        store.appendEvents(List.of(new Event(1, Happening.sensorNew(1, before))));
        subscribe();
        Inlet inlet = hub.inlet("a");
        inlet.channel(0, "kept", null);
        inlet.channel(1, "told", null);
        inlet.channel(2, "fresh", null);
        hub.tick();
        inlet.channel(2, "fresh", "°C");
        hub.tick();
        assertThat(told)
                .containsExactly(new Happening(EventKind.SENSOR_NEW, 1000, "a/fresh", "fresh", null, null, false));
    }

    @Test
    void source_lostOnceHoweverOftenItIsTried_thenBackOnce() throws HistoryException {
        subscribe();
        source(SourceState.OPENING, null);
        source(SourceState.LIVE, null);
        assertThat(told).as("the first opening is no news").isEmpty();
        source(SourceState.LOST, "unplugged");
        source(SourceState.LOST, "not there");
        source(SourceState.OPENING, null);
        source(SourceState.LOST, "not there");
        source(SourceState.LIVE, null);
        source(SourceState.LIVE, null);
        assertThat(told)
                .extracting(what -> what.kind() + " " + what.subject() + " " + what.text())
                .containsExactly("SOURCE_LOST bench unplugged", "SOURCE_BACK bench null");
    }

    @Test
    void sourceThatFlaps_isToldTenTimesAMinuteAtMost_thenBackWithACount() throws HistoryException {
        subscribe();
        for (int i = 0; i < 200; i++) {
            source(SourceState.LOST, "unplugged");
            source(SourceState.LIVE, null);
            clock.advance(100);
        }
        assertThat(told).hasSize(9);
        clock.advance(50_000);
        somethingElseHappens("one");
        assertThat(told).as("not quiet for long enough").hasSize(9);
        clock.advance(10_000);
        somethingElseHappens("two");
        somethingElseHappens("three");
        assertThat(told).hasSize(10);
        assertThat(told.get(9).kind()).isEqualTo(EventKind.SOURCE_BACK);
        assertThat(told.get(9).text()).isEqualTo("lost 195 more times since 1970-01-01T00:00:01Z");
    }

    private void somethingElseHappens(String what) {
        hub.sourceChanged(new SourceStatus("other", "Other", what, SourceState.OPENING, null, 7));
        hub.tick();
    }

    private void subscribe() throws HistoryException {
        hub.subscribe(HubEvents.of(history, store, told::add));
    }

    private void source(SourceState state, @Nullable String cause) {
        hub.sourceChanged(new SourceStatus("bench", "Bench", "/dev/ttyUSB0", state, cause, 7));
        hub.tick();
    }
}
