package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.protocol.WireFormat;

/** What sessions get tick by tick, and after ticks that were dropped. */
final class LiveFeedTest extends FeedByHand {
    @Test
    void equalViews_getTheSameBytesInMemory() {
        EmbeddedChannel one = connect(WireFormat.JSON, "a/*");
        EmbeddedChannel two = connect(WireFormat.JSON, "a/x", "a/*", "a/y");
        EmbeddedChannel three = connect(WireFormat.JSON, "a/x");
        tick(1);
        List.of(one, two, three).forEach(EmbeddedChannel::runPendingTasks);
        ByteBuf first = one.readOutbound();
        ByteBuf second = two.readOutbound();
        ByteBuf third = three.readOutbound();
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());
        assertThat(second).isNotSameAs(first);
        assertThat(third.readableBytes()).isLessThan(first.readableBytes());
        List.of(first, second, third).forEach(ByteBuf::release);
    }

    @Test
    void aViewWithoutReadings_stillGetsItsUpdate() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "b/*");
        tick(1);
        viewer.runPendingTasks();
        JsonNode update = updates(viewer, WireFormat.JSON).get(0);
        assertThat(update.get("seq").longValue()).isEqualTo(1);
        assertThat(update.get("readings")).isEmpty();
    }

    @Test
    void busyLoop_oneTickOnItsWay_restIsDroppedAndCaughtUpAfterwards() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int value = 1; value <= 4; value++) {
            tick(value);
        }
        assertThat(feed.tally().droppedTicks()).isEqualTo(3);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0");
        later(viewer, 50);
        List<JsonNode> updates = updates(viewer, WireFormat.JSON);
        assertThat(seqsAndThinned(updates)).containsExactly("4+2");
        assertThat(updates.get(0).at("/readings/0/2").doubleValue()).isEqualTo(4);
        tick(5);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("5+0");
    }

    @Test
    void busyLoop_nextTickComesBeforeTheCatchUp_catchesUpAtOnce_once() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        tick(2);
        viewer.runPendingTasks();
        tick(3);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0", "3+1");
        later(viewer, 50);
        assertThat(updates(viewer, WireFormat.JSON)).isEmpty();
        assertThat(feed.tally().catchUps()).isEqualTo(1);
    }

    @Test
    void onlyOneTickDropped_caughtUpWithoutAHole() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        tick(2);
        viewer.runPendingTasks();
        later(viewer, 50);
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0", "2+0");
    }

    @Test
    void onlyOneTickDropped_nothingOfItIsThinned() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        for (int value = 0; value < 10; value++) {
            inlet.add(0, time++, value);
        }
        tick(2);
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON)).satisfiesExactly(update -> {
            assertThat(update.has("thinned")).isFalse();
            assertThat(update.at("/readings")).hasSize(12);
        });
    }

    @Test
    void missedTicks_onlyWhatChangedInThemIsTold() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        tick(2);
        inlet.channel(2, "z", null);
        tick(3);
        inlet.add(2, time++, 7);
        inlet.publish();
        hub.tick();
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON))
                .satisfiesExactly(
                        added -> assertThat(added.at("/id").asString()).isEqualTo("a/z"), update -> {
                            assertThat(update.at("/seq").longValue()).isEqualTo(4);
                            assertThat(update.at("/thinned").longValue()).isEqualTo(1);
                            assertThat(update.at("/readings")).hasSize(3);
                        });
        tick(5);
        inlet.add(2, time++, 8);
        inlet.publish();
        hub.tick();
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON)).satisfiesExactly(update -> assertThat(update.at("/readings"))
                .as("only z was heard")
                .hasSize(1));
    }

    @Test
    void missedTooManyTicks_everythingIsTold() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int value = 0; value < 200; value++) {
            tick(value);
        }
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON))
                .extracting(message -> message.get("type").stringValue())
                .containsExactly("sensor", "status", "sensor", "status", "update");
    }
}
