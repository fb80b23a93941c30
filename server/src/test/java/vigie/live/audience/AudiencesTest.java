package vigie.live.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.live.frame.FrameKey;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;

class AudiencesTest {
    private final Audiences audiences = new Audiences();

    @Test
    void join_equalKeys_oneAudienceUntilTheLastLeaves() {
        Audience first = audiences.join(key("a/*"));
        Audience second = audiences.join(key("a/x", "a/*"));
        assertThat(second).isSameAs(first);
        @Nullable Audience[] shown = audiences.snapshot();
        assertThat(shown).containsExactly(first);
        audiences.leave(first);
        assertThat(audiences.snapshot()).isSameAs(shown);
        audiences.leave(second);
        assertThat(audiences.snapshot()).isEmpty();
        assertThat(shown).as("what was given out stays as it was").containsExactly(first);
    }

    @Test
    void leave_slotIsUsedAgain_holesAtTheEndGo() {
        Audience a = audiences.join(key("a"));
        Audience b = audiences.join(key("b"));
        Audience c = audiences.join(key("c"));
        audiences.leave(b);
        assertThat(audiences.snapshot()).containsExactly(a, null, c);
        Audience d = audiences.join(key("d"));
        assertThat(audiences.snapshot()).containsExactly(a, d, c);
        audiences.leave(d);
        audiences.leave(c);
        assertThat(audiences.snapshot()).containsExactly(a);
        Audience e = audiences.join(key("e"));
        assertThat(audiences.snapshot()).containsExactly(a, e);
    }

    @Test
    void frame_ofAnAudienceThatTookOverASlot_notThatOfTheOneBefore() {
        Audience before = audiences.join(key("a"));
        ByteBuf frame = Unpooled.buffer();
        SharedFrames frames = new SharedFrames(7, audiences.snapshot(), new ByteBuf[] {frame});
        audiences.leave(before);
        Audience after = audiences.join(key("b"));
        assertThat(after.slot()).isEqualTo(before.slot());
        assertThat(frames.frame(before)).isSameAs(frame);
        assertThat(frames.frame(after)).isNull();
        assertThat(frames.frame(audiences.join(key("c")))).isNull();
        frames.release();
        assertThat(frame.refCnt()).isZero();
    }

    private static FrameKey key(String... globs) {
        return new FrameKey(View.of(List.of(globs).stream().map(SensorGlob::new).toList()), WireFormat.JSON, false);
    }
}
