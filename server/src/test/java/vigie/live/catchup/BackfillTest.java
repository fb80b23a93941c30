package vigie.live.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.TestClock;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.hub.Past;
import vigie.live.FeedByHand;
import vigie.live.frame.FrameWriter;
import vigie.live.view.View;
import vigie.protocol.Place;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorSettings;

/** What a session missed, told piece by piece while the hub forgets. */
final class BackfillTest {
    private static final int REMEMBERED = 10;

    private final TestClock clock = new TestClock(1000);
    private final Hub hub = new Hub(
            new HubSettings(Duration.ofMillis(100), Duration.ofHours(1), REMEMBERED), clock, id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("a");
    private final FrameWriter writer = new FrameWriter(WireFormat.JSON, null);
    private int ticks;

    BackfillTest() {
        inlet.channel(0, "x", null);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void takenInPieces_withPausesBetween_allOfItInOrder() {
        ticks(8);
        Backfill backfill = since(2, 2);
        List<Integer> told = new ArrayList<>();
        long at = 2;
        while (!backfill.done()) {
            JsonNode piece = next(backfill);
            assertThat(piece.get("from").longValue()).isEqualTo(at);
            assertThat(piece.get("complete").booleanValue()).isTrue();
            at = piece.get("to").longValue();
            told.addAll(values(piece));
            backfill.pause();
        }
        assertThat(at).isEqualTo(8);
        assertThat(told).containsExactly(3, 4, 5, 6, 7, 8);
    }

    @Test
    void pausedWhileMoreComes_endsAtItsOwnPlace() {
        ticks(4);
        Backfill backfill = since(1, 2);
        next(backfill);
        backfill.pause();
        ticks(2);
        JsonNode last = next(backfill);
        assertThat(values(last)).containsExactly(4);
        assertThat(last.get("to").longValue()).isEqualTo(4);
        assertThat(backfill.done()).isTrue();
    }

    @Test
    void pausedUntilSomeIsForgotten_saysFromWhereItGoesOn() {
        ticks(10);
        Backfill backfill = since(1, 3);
        assertThat(values(next(backfill))).containsExactly(2, 3, 4);
        backfill.pause();
        ticks(7);
        JsonNode piece = next(backfill);
        assertThat(values(piece)).containsExactly(8, 9, 10);
        assertThat(piece.get("from").longValue()).isEqualTo(7);
        assertThat(piece.get("to").longValue()).isEqualTo(10);
        assertThat(piece.get("complete").booleanValue()).isFalse();
        assertThat(piece.get("reaches").longValue()).isEqualTo(1700);
        assertThat(backfill.done()).isTrue();
    }

    @Test
    void pausedUntilAllIsForgotten_endsAndSaysSo() {
        ticks(10);
        Backfill backfill = since(1, 3);
        next(backfill);
        backfill.pause();
        ticks(30);
        JsonNode piece = next(backfill);
        assertThat(values(piece)).isEmpty();
        assertThat(piece.get("to").longValue()).isEqualTo(10);
        assertThat(piece.get("complete").booleanValue()).isFalse();
        assertThat(backfill.done()).isTrue();
    }

    private Backfill since(long seq, int chunk) {
        Past past = hub.since(seq);
        return Backfill.of(hub, View.all(), new Place(hub.epoch(), seq), past, chunk);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(100);
            inlet.add(0, clock.millis(), ++ticks);
            inlet.publish();
            hub.tick();
        }
    }

    private JsonNode next(Backfill backfill) {
        ByteBuf frames = Unpooled.buffer();
        backfill.appendNext(writer, frames);
        return JsonMapper.shared().readTree(FeedByHand.payload(frames));
    }

    private static List<Integer> values(JsonNode piece) {
        List<Integer> values = new ArrayList<>();
        piece.get("readings").forEach(reading -> values.add(reading.get(2).intValue()));
        return values;
    }
}
