package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.live.limits.LiveSettings;
import vigie.sensor.SensorSettings;

class SessionListTest {
    private final Hub hub = new Hub(HubSettings.DEFAULT, new TestClock(1), id -> SensorSettings.NONE);
    private final FeedOfThisRun live = new FeedOfThisRun(hub, LiveSettings.of("test", Duration.ofMillis(100)));
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final SessionList list = new SessionList();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        hub.close();
        live.close();
    }

    @Test
    void leavingWhileWalked_othersAreStillMetOnce() {
        List<LiveSession> all = sessions(6);
        all.forEach(list::add);
        List<LiveSession> met = new ArrayList<>();
        list.forEach(session -> {
            met.add(session);
            if (session == all.get(1)) {
                list.remove(all.get(1));
                list.remove(all.get(0));
                list.remove(all.get(4));
            }
        });
        assertThat(met).containsExactly(all.get(0), all.get(1), all.get(2), all.get(3), all.get(5));
        assertThat(walk()).containsExactly(all.get(2), all.get(3), all.get(5));
        assertThat(list.remove(all.get(4))).as("gone before").isFalse();
    }

    @Test
    void allLeaveWhileWalked_empty_andUsableAgain() {
        List<LiveSession> all = sessions(3);
        all.forEach(list::add);
        list.forEach(met -> all.forEach(list::remove));
        assertThat(walk()).isEmpty();
        list.add(all.get(2));
        assertThat(walk()).containsExactly(all.get(2));
    }

    @Test
    void randomComingAndGoing_likeASet() {
        Random random = new Random(3);
        List<LiveSession> all = sessions(12);
        Set<LiveSession> expected = new LinkedHashSet<>();
        for (int round = 0; round < 300; round++) {
            LiveSession one = all.get(random.nextInt(12));
            LiveSession other = all.get(random.nextInt(12));
            if (round % 3 == 0) {
                list.forEach(met -> list.remove(one));
                expected.remove(expected.isEmpty() ? other : one);
            } else if (random.nextInt(3) > 0) {
                assertThat(list.add(other)).isEqualTo(expected.add(other));
            } else {
                assertThat(list.remove(other)).isEqualTo(expected.remove(other));
            }
            assertThat(walk()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<LiveSession> walk() {
        List<LiveSession> met = new ArrayList<>();
        list.forEach(met::add);
        return met;
    }

    private List<LiveSession> sessions(int count) {
        ChannelHandlerContext ctx = channel.pipeline().firstContext();
        return Stream.generate(() -> new LiveSession(live.feed, ctx))
                .limit(count)
                .toList();
    }
}
