package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vigie.protocol.WireFormat;

/** What people do: write notes, say who they are, take care of alarms. */
final class SessionRequestsTest extends FeedByHand {
    @Test
    void note_isToldToAll_andAnswered() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        EmbeddedChannel paul = connect(WireFormat.JSON, "*");
        say(anne, "{\"type\":\"here\",\"name\":\" Anne \"}");
        messages(anne, WireFormat.JSON);
        say(anne, "{\"type\":\"note\",\"text\":\"door opened\",\"sensor\":\"a/x\",\"ref\":5}");
        List<JsonNode> answers = messages(anne, WireFormat.JSON);
        assertThat(of("done", answers)).hasSize(1);
        assertThat(of("done", answers).get(0).get("ref").longValue()).isEqualTo(5);
        assertThat(of("done", answers).get(0).get("id").longValue()).isEqualTo(1);
        JsonNode event = of("event", messages(paul, WireFormat.JSON)).get(0);
        assertThat(event.get("text").stringValue()).isEqualTo("door opened");
        assertThat(event.get("by").stringValue()).isEqualTo("Anne");
        assertThat(event.get("sensor").stringValue()).isEqualTo("a/x");
        assertThat(event.get("time").longValue()).isEqualTo(clock.millis());
    }

    @Test
    void text_isPlain() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        say(anne, "{\"type\":\"note\",\"text\":\"  <b>\\u0007bold\\u001b[31m</b>\\nline\\uD800 \",\"by\":\"A\\nB\"}");
        JsonNode event = of("event", messages(anne, WireFormat.JSON)).get(0);
        assertThat(event.get("text").stringValue()).isEqualTo("<b> bold [31m</b>\nline\uFFFD");
        assertThat(event.get("by").stringValue()).isEqualTo("A B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"note\"}",
                "{\"type\":\"note\",\"text\":\" \\n \"}",
                "{\"type\":\"note\",\"text\":7}",
                "{\"type\":\"note\",\"text\":\"x\",\"sensor\":\"nonsense\"}",
                "{\"type\":\"note\",\"text\":\"x\",\"time\":\"now\"}",
                "{\"type\":\"note\",\"text\":\"x\",\"time\":61001}",
                "{\"type\":\"here\",\"name\":\"12345678901234567890123456789012345678901\"}",
                "{\"type\":\"acknowledge\"}",
                "{\"type\":\"acknowledge\",\"event\":0}",
                "{\"type\":\"shelve\",\"event\":12,\"minutes\":30}",
                "{\"type\":\"shelve\",\"event\":12,\"minutes\":10081,\"text\":\"x\"}",
                "{\"type\":\"shelve\",\"event\":12,\"minutes\":0,\"text\":\"x\"}",
                "{\"type\":\"unshelve\",\"event\":1.5}",
                "{\"type\":\"subscribe\",\"events\":-1}",
            })
    void wrong_isABadMessage_andNothingHappens(String message) {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        say(anne, message);
        List<JsonNode> answers = messages(anne, WireFormat.JSON);
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.get("code").stringValue()).isEqualTo("bad-message");
            assertThat(answer.get("message").stringValue()).contains("expected: ");
        });
        assertThat(events.now().last()).isZero();
    }

    @Test
    void longText_isCountedInCharacters() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        say(anne, "{\"type\":\"note\",\"text\":\"" + "🔥".repeat(1000) + "\",\"ref\":1}");
        assertThat(of("done", messages(anne, WireFormat.JSON))).hasSize(1);
        say(anne, "{\"type\":\"note\",\"text\":\"" + "🔥".repeat(1001) + "\",\"ref\":2}");
        assertThat(of("problem", messages(anne, WireFormat.JSON))
                        .get(0)
                        .get("message")
                        .stringValue())
                .isEqualTo("text: 1001 characters (expected: at most 1000)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"acknowledge\",\"event\":12,\"ref\":6}",
                "{\"type\":\"shelve\",\"event\":12,\"minutes\":30,\"text\":\"calibrating\",\"ref\":6}",
                "{\"type\":\"unshelve\",\"event\":12,\"ref\":6}",
            })
    void alarmThatDoesNotStand_isUnknown(String message) {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        say(anne, message);
        JsonNode problem = messages(anne, WireFormat.JSON).get(0);
        assertThat(problem.get("code").stringValue()).isEqualTo("unknown-alarm");
        assertThat(problem.get("ref").longValue()).isEqualTo(6);
    }

    @Test
    void noteThatCannotBeKept_saysSo_andDidNotHappen() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        store.failAppends("the disk is full");
        say(anne, "{\"type\":\"note\",\"text\":\"x\",\"ref\":5}");
        List<JsonNode> answers = messages(anne, WireFormat.JSON);
        assertThat(of("problem", answers).get(0).get("code").stringValue()).isEqualTo("not-kept");
        assertThat(of("problem", answers).get(0).get("message").stringValue()).isEqualTo("the disk is full");
        assertThat(of("event", answers))
                .noneMatch(event -> event.get("kind").stringValue().equals("note"));
    }

    @Test
    void notes_areThirtyInAnyMinute() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        for (int i = 0; i < 30; i++) {
            say(anne, "{\"type\":\"note\",\"text\":\"x\"}");
        }
        assertThat(of("done", messages(anne, WireFormat.JSON))).hasSize(30);
        say(anne, "{\"type\":\"note\",\"text\":\"x\",\"ref\":31}");
        JsonNode problem = messages(anne, WireFormat.JSON).get(0);
        assertThat(problem.get("code").stringValue()).isEqualTo("too-many-messages");
        assertThat(problem.get("ref").longValue()).isEqualTo(31);
        later(anne, 60_000);
        say(anne, "{\"type\":\"note\",\"text\":\"x\",\"ref\":32}");
        assertThat(of("done", messages(anne, WireFormat.JSON))).hasSize(1);
    }

    @Test
    void notes_ofAnAddress_areSixtyInAnyMinute_howeverOftenItConnects() {
        int kept = 0;
        for (int session = 0; session < 5; session++) {
            EmbeddedChannel anne = connect(WireFormat.JSON, "*");
            for (int i = 0; i < 30; i++) {
                say(anne, "{\"type\":\"note\",\"text\":\"x\"}");
            }
            kept += of("done", messages(anne, WireFormat.JSON)).size();
        }
        assertThat(kept).isEqualTo(60);
    }

    @Test
    void stepsOfAlarms_haveABudgetToo() {
        List<String> codes = new ArrayList<>();
        for (int session = 0; session < 11; session++) {
            EmbeddedChannel anne = connect(WireFormat.JSON, "*");
            for (int i = 0; i < 30; i++) {
                say(anne, "{\"type\":\"unshelve\",\"event\":1}");
            }
            of("problem", messages(anne, WireFormat.JSON))
                    .forEach(problem -> codes.add(problem.get("code").stringValue()));
        }
        assertThat(codes).hasSize(330);
        assertThat(codes.subList(0, 300)).containsOnly("unknown-alarm");
        assertThat(codes.subList(300, 330)).containsOnly("too-many-messages");
    }

    @Test
    void here_isToldToAll_atMostOnceASecond_andToWhoComes() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        EmbeddedChannel paul = connect(WireFormat.JSON, "nothing/*");
        say(anne, "{\"type\":\"here\",\"name\":\"Anne\"}");
        assertThat(names(paul)).containsExactly("[\"Anne\"]");
        say(paul, "{\"type\":\"here\",\"name\":\"Paul\"}");
        say(paul, "{\"type\":\"here\",\"name\":\"Pauline\"}");
        later(paul, 800);
        assertThat(names(paul)).as("told a moment ago").isEmpty();
        later(paul, 200);
        later(paul, 0);
        later(anne, 0);
        assertThat(names(paul)).containsExactly("[\"Anne\",\"Pauline\"]");
        assertThat(names(anne)).containsExactly("[\"Anne\"]", "[\"Anne\",\"Pauline\"]");
        JsonNode welcome = messages(join(WireFormat.JSON, "*"), WireFormat.JSON).get(0);
        assertThat(welcome.get("here").toString()).isEqualTo("[\"Anne\",\"Pauline\"]");
        later(paul, 1000);
        say(paul, "{\"type\":\"here\",\"name\":\"\"}");
        later(anne, 0);
        assertThat(names(anne)).containsExactly("[\"Anne\"]");
    }

    @Test
    void whoLeaves_isNotHereAnyMore() {
        EmbeddedChannel anne = connect(WireFormat.JSON, "*");
        EmbeddedChannel paul = connect(WireFormat.JSON, "*");
        say(anne, "{\"type\":\"here\",\"name\":\"Anne\"}");
        later(anne, 1001);
        messages(paul, WireFormat.JSON);
        anne.pipeline().remove(LiveSessionHandler.class);
        later(anne, 1001);
        later(paul, 0);
        assertThat(names(paul)).containsExactly("[]");
    }

    private void say(EmbeddedChannel channel, String message) {
        channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
        channel.writeInbound(new TextWebSocketFrame(message));
        events.keepWaiting();
        channels.forEach(EmbeddedChannel::runPendingTasks);
    }

    private static List<String> names(EmbeddedChannel channel) {
        return of("here", messages(channel, WireFormat.JSON)).stream()
                .map(message -> message.get("names").toString())
                .toList();
    }

    private static List<JsonNode> of(String type, List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.get("type").stringValue().equals(type))
                .toList();
    }
}
