package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.protocol.WireFormat;

/** Every session hears of a trouble, whenever it comes and whatever it looks at. */
final class TroubleTest extends FeedByHand {
    private static final Happening FULL = Happening.trouble(new Trouble("history", "the disk is full", false, 7));
    private static final Happening KEPT = Happening.trouble(new Trouble("history", "kept again", true, 8));

    @Test
    void troubleBeginsAndIsOver_isToldAtOnceToWhoWatches() {
        EmbeddedChannel viewer = connect(WireFormat.CBOR, "nothing/*");
        happen(FULL);
        happen(KEPT);
        List<JsonNode> told = events(viewer, WireFormat.CBOR);
        assertThat(told).hasSize(2);
        assertThat(told.get(0).get("text").stringValue()).isEqualTo("the disk is full");
        assertThat(told.get(0).path("over").asBoolean(false)).isFalse();
        assertThat(told.get(1).get("about").stringValue()).isEqualTo("history");
        assertThat(told.get(1).get("over").booleanValue()).isTrue();
    }

    @Test
    void whoComesLater_findsItInTheWelcome_asLongAsItStands() {
        happen(FULL);
        JsonNode standing = welcome(join(WireFormat.JSON, "*"));
        assertThat(standing.at("/troubles/0/id").longValue()).isEqualTo(1);
        assertThat(standing.at("/troubles/0/about").stringValue()).isEqualTo("history");
        assertThat(standing.at("/troubles/0/time").longValue()).isEqualTo(7);
        happen(KEPT);
        assertThat(welcome(join(WireFormat.JSON, "*")).get("troubles")).isEmpty();
    }

    @Test
    void whoMissedTooMuch_hearsThatItIsOver() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        happen(FULL);
        messages(viewer, WireFormat.JSON);
        for (int value = 1; value <= 200; value++) {
            tick(value);
        }
        happen(KEPT);
        later(viewer, 50);
        assertThat(events(viewer, WireFormat.JSON))
                .singleElement()
                .satisfies(event -> assertThat(event.get("over").booleanValue()).isTrue());
    }

    private static JsonNode welcome(EmbeddedChannel channel) {
        return messages(channel, WireFormat.JSON).get(0);
    }
}
