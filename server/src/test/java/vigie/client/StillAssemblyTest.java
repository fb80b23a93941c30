package vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.protocol.message.StillHeader;
import vigie.protocol.message.StillPart;

class StillAssemblyTest {
    private static final byte[] PICTURE = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final StillAssembly assembly = new StillAssembly();

    @Test
    void parts_becomeAStill() {
        assertThat(take(part(7, 1, 3, 0, 4))).isNull();
        assertThat(take(part(7, 2, 3, 4, 8))).isNull();
        LiveStill still = Objects.requireNonNull(take(part(7, 3, 3, 8, 10)));
        assertThat(still.bytes()).isEqualTo(PICTURE);
        assertThat(still.sensor()).isEqualTo("door/camera");
        assertThat(still.epochMillis()).isEqualTo(1_763_875_200_000L);
        assertThat(still.media()).isEqualTo("image/png");
        assertThat(still.header().get("unit").stringValue()).isEqualTo("°C");
        assertThat(still.header().get("low").floatValue()).isEqualTo(1.5f);
    }

    @Test
    void anotherStillBegins_theOneBeforeIsLeft() {
        assertThat(take(part(7, 1, 2, 0, 5))).isNull();
        assertThat(take(part(8, 1, 2, 0, 5))).isNull();
        assertThat(take(part(7, 2, 2, 5, 10))).isNull();
        LiveStill still = Objects.requireNonNull(take(part(8, 2, 2, 5, 10)));
        assertThat(still.bytes()).isEqualTo(PICTURE);
    }

    @Test
    void partsThatDoNotFit_arePassedOver() {
        assertThat(take(part(7, 2, 2, 5, 10))).as("no beginning").isNull();
        assertThat(take(part(7, 1, 2, 0, 5))).isNull();
        assertThat(take(part(7, 2, 2, 5, 9))).as("too short").isNull();
        assertThat(take(part(7, 1, 2, 0, 9))).isNull();
        assertThat(take(part(7, 2, 2, 5, 10))).as("too long").isNull();
        assertThat(take(part(7, 1, 1, 0, 10))).isNotNull();
    }

    @Test
    void whatIsNoStill_isPassedOver_howeverItIsCut() {
        byte[] whole = part(7, 1, 1, 0, 10);
        for (int length = 0; length < whole.length; length++) {
            assertThat(take(Arrays.copyOf(whole, length))).isNull();
        }
        assertThat(take("{\"type\":\"update\"}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(take(whole)).isNotNull();
    }

    private @Nullable LiveStill take(byte[] message) {
        StillPart part = StillPart.of(message);
        return part == null ? null : assembly.take(part);
    }

    private static byte[] part(long id, int part, int of, int from, int to) {
        StillHeader header = new StillHeader(
                "door/camera",
                1_763_875_200_000L,
                id,
                "image/png",
                "identity",
                PICTURE.length,
                part,
                of,
                part == 2 ? 3 : 0,
                new StillHeader.Measures(3, 4, "°C", 1.5f, 2));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(header.bytes());
        message.write(PICTURE, from, to - from);
        return message.toByteArray();
    }
}
