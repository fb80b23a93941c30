package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.protocol.WireFormat;
import vigie.sensor.Trouble;

/** Every session hears of a trouble, whenever it comes and whatever it looks at. */
final class TroubleTest extends FeedByHand {
    private static final Trouble FULL = new Trouble("history", "the disk is full", false, 7);
    private static final Trouble KEPT = new Trouble("history", "kept again", true, 8);

    @Test
    void troubleBeginsAndIsOver_isToldToWhoWatches() {
        EmbeddedChannel viewer = connect(WireFormat.CBOR, "nothing/*");
        hub.troubleChanged(FULL);
        hub.tick();
        viewer.runPendingTasks();
        hub.troubleChanged(KEPT);
        hub.tick();
        viewer.runPendingTasks();
        List<JsonNode> events = events(messages(viewer, WireFormat.CBOR));
        assertThat(events).hasSize(2);
        assertThat(events.get(0).get("text").stringValue()).isEqualTo("the disk is full");
        assertThat(events.get(0).path("over").asBoolean(false)).isFalse();
        assertThat(events.get(1).get("about").stringValue()).isEqualTo("history");
        assertThat(events.get(1).get("over").booleanValue()).isTrue();
    }

    @Test
    void whoComesLater_findsItInTheWelcome_asLongAsItStands() {
        hub.troubleChanged(FULL);
        hub.tick();
        JsonNode standing = welcome(join(WireFormat.JSON, "*"));
        assertThat(standing.at("/troubles/0/id").longValue()).isEqualTo(1);
        assertThat(standing.at("/troubles/0/about").stringValue()).isEqualTo("history");
        assertThat(standing.at("/troubles/0/time").longValue()).isEqualTo(7);
        hub.troubleChanged(KEPT);
        hub.tick();
        assertThat(welcome(join(WireFormat.JSON, "*")).get("troubles")).isEmpty();
    }

    @Test
    void whoMissedTooMuch_hearsThatItIsOver() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        hub.troubleChanged(FULL);
        tick(0);
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        hub.troubleChanged(KEPT);
        for (int value = 1; value <= 200; value++) {
            tick(value);
        }
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(events(messages(viewer, WireFormat.JSON)))
                .singleElement()
                .satisfies(event -> assertThat(event.get("over").booleanValue()).isTrue());
    }

    private static JsonNode welcome(EmbeddedChannel channel) {
        return messages(channel, WireFormat.JSON).get(0);
    }

    private static List<JsonNode> events(List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.get("type").stringValue().equals("event"))
                .toList();
    }
}
