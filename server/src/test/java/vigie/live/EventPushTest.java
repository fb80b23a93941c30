package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import vigie.event.AlarmStep;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.journal.EventLog;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorId;

/** Events reach whoever is to see them, at once, in order, each once. */
final class EventPushTest extends FeedByHand {
    private static final SensorId X = SensorId.parse("a/x");

    @ParameterizedTest
    @EnumSource
    void event_comesAtOnce_withoutATick(WireFormat format) {
        EmbeddedChannel viewer = connect(format, "*");
        happen(Happening.note(7, X, "Anne", "door opened"));
        JsonNode event = events(viewer, format).get(0);
        assertThat(event.get("id").longValue()).isEqualTo(1);
        assertThat(event.get("kind").stringValue()).isEqualTo("note");
        assertThat(event.get("sensor").stringValue()).isEqualTo("a/x");
        assertThat(event.get("by").stringValue()).isEqualTo("Anne");
    }

    @Test
    void eventAboutASensor_comesToWhoSeesIt_othersToAll() {
        EmbeddedChannel x = connect(WireFormat.JSON, "a/x");
        EmbeddedChannel y = connect(WireFormat.JSON, "a/y");
        happen(Happening.note(7, X, null, "about x"));
        happen(Happening.note(8, null, null, "about nothing"));
        happen(raised("hot"));
        assertThat(ids(events(x, WireFormat.JSON))).containsExactly(1L, 2L, 3L);
        assertThat(ids(events(y, WireFormat.JSON))).containsExactly(2L);
        assertThat(welcome(join(WireFormat.JSON, "a/x")).get("alarms")).hasSize(1);
        JsonNode narrow = welcome(join(WireFormat.JSON, "a/y"));
        assertThat(narrow.get("alarms")).isEmpty();
        assertThat(narrow.get("event").longValue()).isEqualTo(3);
    }

    @Test
    void whoComesBack_isToldWhatItMissed_afterTheWelcome_beforeUpdates() {
        for (int i = 1; i <= 50; i++) {
            happen(Happening.note(i, null, null, "note " + i));
        }
        EmbeddedChannel viewer = join(WireFormat.JSON, 7L, "*");
        tick(1);
        viewer.runPendingTasks();
        List<JsonNode> messages = messages(viewer, WireFormat.JSON);
        assertThat(messages.get(0).get("type").stringValue()).isEqualTo("welcome");
        assertThat(messages.get(0).get("event").longValue()).isEqualTo(50);
        assertThat(messages.get(0).has("eventsFrom")).isFalse();
        assertThat(ids(messages.subList(1, 44))).startsWith(8L).endsWith(50L).hasSize(43);
        assertThat(messages.get(messages.size() - 1).get("type").stringValue()).isEqualTo("update");
        happen(Happening.note(51, null, null, "note 51"));
        assertThat(ids(events(viewer, WireFormat.JSON))).containsExactly(51L);
    }

    @Test
    void memoryDoesNotReach_welcomeSaysFromWhereItDoes() {
        for (int i = 0; i < EventLog.MEMORY + 5; i++) {
            events.report(Happening.note(i, null, null, "n"));
            if (i % 500 == 0) {
                events.keepWaiting();
            }
        }
        while (events.tally().waiting() > 0) {
            events.keepWaiting();
        }
        EmbeddedChannel viewer = join(WireFormat.JSON, 2L, "nothing/*");
        assertThat(welcome(viewer).get("eventsFrom").longValue()).isEqualTo(5);
    }

    @Test
    void whoIsAhead_goesOnFromTheWelcome() {
        happen(Happening.note(1, null, null, "one"));
        EmbeddedChannel viewer = join(WireFormat.JSON, 99L, "*");
        assertThat(welcome(viewer).get("event").longValue()).isEqualTo(1);
        happen(Happening.note(2, null, null, "two"));
        assertThat(ids(events(viewer, WireFormat.JSON))).containsExactly(2L);
    }

    @Test
    void slowSession_getsEveryEventOnce_inOrder_whenItCan() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        for (int i = 1; i <= 300; i++) {
            happen(Happening.note(i, null, "Anne", "a note of some length, number " + i));
            assertThat(waiting(slow)).isLessThanOrEqualTo(HIGH + ONE_FRAME);
        }
        tick(1);
        slow.runPendingTasks();
        open(slow);
        later(slow, 50);
        List<Long> told = ids(events(slow, WireFormat.JSON));
        assertThat(told).hasSize(300).isSorted().doesNotHaveDuplicates();
        happen(Happening.note(301, null, null, "more"));
        assertThat(ids(events(slow, WireFormat.JSON))).containsExactly(301L);
    }

    @Test
    void anotherViewWhileBehind_losesNothing() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        for (int i = 1; i <= 100; i++) {
            happen(Happening.note(i, null, "Anne", "a note of some length, number " + i));
        }
        slow.writeInbound(new TextWebSocketFrame("{\"type\":\"subscribe\",\"sensors\":[\"a/*\"]}"));
        open(slow);
        later(slow, 50);
        assertThat(ids(events(slow, WireFormat.JSON))).hasSize(100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void farBehindTheMemory_isClosed_ratherThanToldLess() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        for (int i = 0; i < EventLog.MEMORY + 500; i++) {
            events.report(Happening.note(i, null, null, "a note of some length"));
            if (i % 500 == 0) {
                events.keepWaiting();
                slow.runPendingTasks();
            }
        }
        while (events.tally().waiting() > 0) {
            events.keepWaiting();
        }
        open(slow);
        later(slow, 50);
        CloseWebSocketFrame close = lastOutbound(slow);
        assertThat(close.statusCode()).isEqualTo(1013);
        close.release();
    }

    private static List<Long> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.get("id").longValue()).toList();
    }

    private static JsonNode welcome(EmbeddedChannel channel) {
        return messages(channel, WireFormat.JSON).get(0);
    }

    private static Happening raised(String rule) {
        return Happening.alarm(
                EventKind.ALARM_RAISED, 9, X, new AlarmStep(rule, Severity.CRITICAL, 0, 283.1, 0), "hot");
    }
}
