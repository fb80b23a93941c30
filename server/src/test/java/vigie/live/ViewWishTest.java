package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.live.limits.LiveLimits;
import vigie.live.limits.WishBudget;
import vigie.protocol.WireFormat;

/** Clients that change their view again and again. */
final class ViewWishTest extends FeedByHand {
    @Test
    void changesAFewTimes_eachIsFollowedAtOnce() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int ref = 1; ref <= 9; ref++) {
            subscribe(viewer, "a/x", ref);
        }
        assertThat(refs(viewer)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void changesAgainAndAgain_oneASecond_theLastWishIsNotLost() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int ref = 1; ref <= 30; ref++) {
            subscribe(viewer, ref % 2 == 0 ? "a/x" : "a/*", ref);
        }
        assertThat(refs(viewer)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        later(viewer, 999);
        assertThat(refs(viewer)).isEmpty();
        later(viewer, 1);
        assertThat(refs(viewer)).containsExactly(30);
        subscribe(viewer, "a/y", 31);
        later(viewer, 2000);
        assertThat(refs(viewer)).containsExactly(31);
        assertThat(feed.tally().delayedViews()).isEqualTo(2);
        tick(1);
        viewer.runPendingTasks();
        assertThat(updates(viewer, WireFormat.JSON).get(0).at("/readings/0/0").stringValue())
                .isEqualTo("a/y");
    }

    @Test
    void moreWishesWaitThanThereIsMemoryFor_refused_andWhatWasGivenBackIsThereAgain() {
        WishBudget budget = new WishBudget(1000);
        assertThat(budget.change(600)).isTrue();
        assertThat(budget.change(600)).isFalse();
        assertThat(budget.bytes()).isEqualTo(600);
        assertThat(budget.change(-600)).isTrue();
        assertThat(budget.change(1000)).isTrue();
    }

    @Test
    void sessionsCameAndWent_noWishIsCountedAnyMore() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        shut(viewer);
        while (viewer.isWritable()) {
            tick(1);
            viewer.runPendingTasks();
        }
        subscribe(viewer, "a/x", 1);
        assertThat(feed.wishes().bytes()).isPositive();
        subscribe(viewer, "a/*", 2);
        viewer.pipeline().remove(LiveSessionHandler.class);
        assertThat(feed.wishes().bytes()).isZero();
        open(viewer);
    }

    @Test
    void oneWishFails_thatSessionEndsAlone() {
        EmbeddedChannel other = connect(WireFormat.JSON, "*");
        EmbeddedChannel failing = connect(WireFormat.JSON, "*");
        LiveSession session = new LiveSession(feed, failing.pipeline().context(LiveSessionHandler.class));
        session.subscribe(
                () -> {
                    throw new OutOfMemoryError("only said");
                },
                0,
                null);
        CloseWebSocketFrame close = lastOutbound(failing);
        assertThat(close.statusCode()).isEqualTo(1013);
        close.release();
        assertThat(feed.tally().failures()).isEqualTo(1);
        tick(1);
        other.runPendingTasks();
        assertThat(updates(other, WireFormat.JSON)).hasSize(1);
    }

    @Test
    void asksOnAndTakesNoAnswers_closed() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        shut(viewer);
        while (viewer.isWritable()) {
            tick(1);
            viewer.runPendingTasks();
        }
        for (int ref = 1; feed.tally().refusedSessions() == 0; ref++) {
            viewer.writeInbound(new TextWebSocketFrame("{\"type\":\"here\",\"name\":\"Anne\",\"ref\":" + ref + "}"));
            assertThat(ref).isLessThan(200);
        }
        open(viewer);
        CloseWebSocketFrame close = lastOutbound(viewer);
        assertThat(close.reasonText()).contains("answers");
        close.release();
    }

    @Test
    void sessionsBeyondTheTimeThereIs_takeTurns_noneIsLeftOut() {
        try (NoTime noTime = new NoTime()) {
            List<EmbeddedChannel> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(noTime.join(WireFormat.JSON, "a/x"));
            }
            assertThat(all).allSatisfy(channel -> assertThat(messages(channel, WireFormat.JSON))
                    .isEmpty());
            all.forEach(channel -> later(channel, 5));
            assertThat(all).allSatisfy(channel -> assertThat(messages(channel, WireFormat.JSON))
                    .hasSize(1));
        }
    }

    /** A feed whose event loops have no time for what single sessions want: one piece at a time. */
    private static final class NoTime extends FeedByHand implements AutoCloseable {
        NoTime() {
            super(LiveLimits.ofThisProcess().withBurst(Duration.ZERO));
        }

        @Override
        public void close() {
            super.close();
        }
    }

    private static void subscribe(EmbeddedChannel viewer, String glob, int ref) {
        viewer.writeInbound(
                new TextWebSocketFrame("{\"type\":\"subscribe\",\"sensors\":[\"" + glob + "\"],\"ref\":" + ref + "}"));
    }

    private static List<Integer> refs(EmbeddedChannel viewer) {
        return messages(viewer, WireFormat.JSON).stream()
                .filter(message -> "welcome".equals(message.get("type").stringValue()))
                .map((JsonNode message) -> message.get("ref").intValue())
                .toList();
    }
}
