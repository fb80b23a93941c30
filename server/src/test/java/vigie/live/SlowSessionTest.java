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
import vigie.protocol.WireFormat;

/** Sessions that do not take what they are sent. */
final class SlowSessionTest extends FeedByHand {
    @ParameterizedTest
    @EnumSource
    void slowSession_boundedMemory_thenTheNewestWithWhatItMissed(WireFormat format) {
        EmbeddedChannel slow = connect(format, "*");
        EmbeddedChannel quick = connect(format, "*");
        shut(slow);
        int ticks = 0;
        while (feed.tally().skippedUpdates() < 30) {
            tick(++ticks);
            slow.runPendingTasks();
            quick.runPendingTasks();
            assertThat(waiting(slow)).isLessThanOrEqualTo(HIGH + ONE_FRAME);
        }
        assertThat(updates(quick, format)).hasSize(ticks);
        open(slow);
        later(slow, 50);
        List<JsonNode> updates = updates(slow, format);
        assertNoUnexplainedHole(updates, ticks);
        JsonNode last = updates.get(updates.size() - 1);
        assertThat(last.get("thinned").longValue())
                .as("of 30 updates left out the last one is what comes now")
                .isEqualTo(29);
        assertThat(last.at("/readings/0/2").doubleValue()).isEqualTo(ticks);
        tick(++ticks);
        slow.runPendingTasks();
        assertThat(seqsAndThinned(updates(slow, format))).containsExactly(ticks + "+0");
    }

    @Test
    void longFrame_waitsAlone_andTheNextIsNotAddedToIt() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        for (int i = 0; i < 1000; i++) {
            inlet.add(0, time++, i);
        }
        tick(1);
        slow.runPendingTasks();
        long oneFrame = waiting(slow);
        assertThat(oneFrame).isGreaterThan(HIGH);
        tick(2);
        slow.runPendingTasks();
        assertThat(waiting(slow)).isEqualTo(oneFrame);
        open(slow);
        later(slow, 50);
        assertThat(seqsAndThinned(updates(slow, WireFormat.JSON))).containsExactly("1+0", "2+0");
    }

    @Test
    void neverTakesAnything_closedWith1013() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        while (feed.tally().skippedUpdates() == 0) {
            tick(1);
            slow.runPendingTasks();
        }
        later(slow, 59_000);
        assertThat(feed.tally().stuckSessions()).isZero();
        later(slow, 1001);
        assertThat(feed.tally().stuckSessions()).isEqualTo(1);
        assertThat(feed.tally().sessions()).isZero();
        open(slow);
        CloseWebSocketFrame close = lastOutbound(slow);
        assertThat(close.statusCode()).isEqualTo(1013);
        assertThat(close.reasonText()).contains("60 s");
        close.release();
    }

    @Test
    void takesAgainInTime_notClosed() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        while (feed.tally().skippedUpdates() == 0) {
            tick(1);
            slow.runPendingTasks();
        }
        later(slow, 59_000);
        open(slow);
        tick(2);
        slow.runPendingTasks();
        later(slow, 5000);
        assertThat(feed.tally().stuckSessions()).isZero();
        assertThat(feed.tally().sessions()).isEqualTo(1);
    }

    @Test
    void subscribesAgainAndAgainAndTakesNothing_boundedMemory_thenTheLastCounts() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        while (feed.tally().skippedUpdates() == 0) {
            tick(1);
            slow.runPendingTasks();
        }
        long before = waiting(slow);
        for (int ref = 1; ref <= 30; ref++) {
            slow.writeInbound(
                    new TextWebSocketFrame("{\"type\":\"subscribe\",\"sensors\":[\"a/x\"],\"ref\":" + ref + "}"));
        }
        assertThat(waiting(slow)).isEqualTo(before);
        messages(slow, WireFormat.JSON);
        open(slow);
        later(slow, 50);
        List<JsonNode> welcomes = messages(slow, WireFormat.JSON).stream()
                .filter(message -> "welcome".equals(message.get("type").stringValue()))
                .toList();
        assertThat(welcomes).hasSize(1);
        assertThat(welcomes.get(0).get("ref").longValue()).isEqualTo(30);
        tick(5);
        slow.runPendingTasks();
        assertThat(updates(slow, WireFormat.JSON).get(0).at("/readings").size()).isEqualTo(1);
    }
}
