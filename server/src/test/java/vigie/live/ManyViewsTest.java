package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.live.audience.AudienceOrder;
import vigie.live.audience.Audiences;
import vigie.live.frame.FrameKey;
import vigie.live.limits.LiveLimits;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;

/** More different views than there is time or room for: those that most watch come first, the others take turns. */
final class ManyViewsTest extends FeedByHand {
    private static final int LIMIT = 1_000_000;
    private static final int OTHERS = 60;
    /** Each look at the clock takes 1 ms: a tick of 100 ms has room for about 25 of them. */
    private static final long LOOK_NANOS = 1_000_000;

    ManyViewsTest() {
        super(LiveLimits.ofThisProcess().withFrameBytes(LIMIT), slowly());
    }

    private static LongSupplier slowly() {
        AtomicLong now = new AtomicLong();
        return () -> now.addAndGet(LOOK_NANOS);
    }

    @Test
    void tooManyForATick_theOneThatMostWatchIsNeverThinned_theOthersTakeTurnsWithoutAHole() {
        EmbeddedChannel one = connect(WireFormat.JSON, "*");
        EmbeddedChannel two = connect(WireFormat.JSON, "*");
        List<EmbeddedChannel> others = others();
        for (int value = 1; value <= 20; value++) {
            tick(value);
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }
        for (EmbeddedChannel watched : List.of(one, two)) {
            assertThat(updates(watched, WireFormat.JSON))
                    .hasSize(20)
                    .allSatisfy(update -> assertThat(update.has("thinned")).isFalse());
        }
        assertThat(feed.tally().leftOutViews()).isPositive();
        for (EmbeddedChannel other : others) {
            List<JsonNode> updates = updates(other, WireFormat.JSON);
            assertThat(updates).hasSizeBetween(4, 20);
            assertNoUnexplainedHole(
                    updates, updates.get(updates.size() - 1).get("seq").longValue());
            assertThat(updates.get(updates.size() - 1).get("seq").longValue()).isGreaterThan(15);
        }
        assertThat(feed.tally().catchUps())
                .as("the event loops do not do what was too much for the ticker")
                .isZero();
    }

    @Test
    void noTickComesAfterwards_theOnesLeftOutAreBroughtToThePresent() {
        connect(WireFormat.JSON, "*");
        connect(WireFormat.JSON, "*");
        List<EmbeddedChannel> others = others();
        tick(1);
        channels.forEach(EmbeddedChannel::runPendingTasks);
        assertThat(feed.tally().leftOutViews()).isPositive();
        for (int i = 0; i < 30; i++) {
            channels.forEach(channel -> later(channel, 100));
        }
        for (EmbeddedChannel other : others) {
            assertThat(seqsAndThinned(updates(other, WireFormat.JSON))).containsExactly("1+0");
        }
    }

    @Test
    void nobodyOfAViewCanTakeAnything_noFrameIsMade() {
        EmbeddedChannel quick = connect(WireFormat.JSON, "*");
        EmbeddedChannel stuck = connect(WireFormat.JSON, "a/x");
        shut(stuck);
        while (stuck.isWritable()) {
            tick(1);
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }
        updates(quick, WireFormat.JSON);
        feed.budget().sweep();
        long before = feed.tally().waitingBytes();
        for (int i = 0; i < 50; i++) {
            tick(2);
            channels.forEach(EmbeddedChannel::runPendingTasks);
            updates(quick, WireFormat.JSON);
        }
        feed.budget().sweep();
        assertThat(feed.tally().waitingBytes()).isEqualTo(before);
        open(stuck);
        later(stuck, 50);
        List<JsonNode> updates = updates(stuck, WireFormat.JSON);
        assertNoUnexplainedHole(
                updates, updates.get(updates.size() - 1).get("seq").longValue());
        assertThat(updates.get(updates.size() - 1).get("thinned").longValue()).isPositive();
        tick(3);
        stuck.runPendingTasks();
        assertThat(updates(stuck, WireFormat.JSON)).hasSize(1);
    }

    @Test
    void noRoomLeft_fewWatchedViewsWait_theCommonOneGoesOn_andAllGoOnWhenThereIsRoom() {
        EmbeddedChannel one = connect(WireFormat.JSON, "*");
        EmbeddedChannel two = connect(WireFormat.JSON, "*");
        List<EmbeddedChannel> others = others();
        var much = one.alloc().directBuffer(LIMIT * 3 / 4);
        feed.budget().hold(much);
        for (int value = 1; value <= 5; value++) {
            tick(value);
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }
        assertThat(updates(one, WireFormat.JSON)).hasSize(5);
        assertThat(updates(two, WireFormat.JSON)).hasSize(5);
        assertThat(others.stream()
                        .filter(other -> updates(other, WireFormat.JSON).isEmpty()))
                .hasSize(OTHERS - (AudienceOrder.LARGE - 1));
        much.release();
        feed.budget().sweep();
        for (int value = 6; value <= 20; value++) {
            tick(value);
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }
        assertThat(others)
                .allSatisfy(other -> assertThat(updates(other, WireFormat.JSON)).isNotEmpty());
    }

    @Test
    void tooManyDifferentViews_refusedWithWords() {
        assertThat(new Audiences(5000).joinIfRoom(key("a/*"))).isNotNull();
        Audiences few = new Audiences(5000);
        int joined = 0;
        while (few.joinIfRoom(key("a/" + joined)) != null) {
            joined++;
        }
        assertThat(joined).isBetween(2, 20);
        assertThat(few.joinIfRoom(key("a/0")))
                .as("one that is watched already costs nothing")
                .isNotNull();
    }

    private static FrameKey key(String glob) {
        return new FrameKey(View.of(List.of(new SensorGlob(glob))), WireFormat.JSON, false);
    }

    private List<EmbeddedChannel> others() {
        List<EmbeddedChannel> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(connect(WireFormat.JSON, "a/*", "none" + i));
        }
        return others;
    }
}
