package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.live.still.StillLane;
import vigie.live.still.StillLoop;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.protocol.message.StillPart;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.still.SamplePictures;
import vigie.still.StillIntake;
import vigie.still.content.Still;
import vigie.still.content.StillException;

/** Stills on their way to sessions, between the updates. */
final class StillLaneTest extends FeedByHand {
    private final StillIntake door =
            stills.intake(new SensorInfo(new SensorId("door", "camera"), "Door", null, null, null));
    private final StillIntake oven =
            stills.intake(new SensorInfo(new SensorId("oven", "camera"), "Oven", null, null, null));

    /** A message of a session: a part of a still, or what else there is. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares messages.
    private record Message(JsonNode header, byte @Nullable [] part, int frameBytes) {
        String text() {
            return part == null
                    ? header.get("type").stringValue()
                    : header.get("sensor").stringValue() + " "
                            + header.get("id").longValue() + " "
                            + header.get("part").intValue() + "/"
                            + header.get("of").intValue();
        }
    }

    @Test
    void still_comesInWholeMessagesOfAtMost32KiB_thatMakeItUp() {
        EmbeddedChannel viewer = viewer("*");
        Still still = publish(door, SamplePictures.largePng(100_000));
        List<Message> messages = taken(viewer);
        assertThat(messages)
                .extracting(Message::text)
                .containsExactly("door/camera 1 1/4", "door/camera 1 2/4", "door/camera 1 3/4", "door/camera 1 4/4");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Message message : messages) {
            assertThat(message.frameBytes()).isLessThanOrEqualTo(32 * 1024);
            whole.writeBytes(message.part());
        }
        assertThat(whole.toByteArray()).isEqualTo(still.content().payload());
        JsonNode header = messages.get(0).header();
        assertThat(header.get("type").stringValue()).isEqualTo("still");
        assertThat(header.get("time").longValue()).isEqualTo(still.epochMillis());
        assertThat(header.get("media").stringValue()).isEqualTo("image/png");
        assertThat(header.get("encoding").stringValue()).isEqualTo("identity");
        assertThat(header.get("size").intValue()).isEqualTo(whole.size());
        assertThat(header.has("skipped")).isFalse();
    }

    @Test
    void matrix_saysWhatItsValuesAre() {
        EmbeddedChannel viewer = viewer("*");
        publish(door, SamplePictures.matrix(3, 4).getBytes(StandardCharsets.UTF_8));
        JsonNode header = taken(viewer).get(0).header();
        assertThat(header.get("media").stringValue()).isEqualTo("application/vnd.vigie.matrix");
        assertThat(header.get("encoding").stringValue()).isEqualTo("deflate");
        assertThat(header.get("rows").intValue()).isEqualTo(3);
        assertThat(header.get("columns").intValue()).isEqualTo(4);
        assertThat(header.get("unit").stringValue()).isEqualTo("°C");
        assertThat(header.get("low").floatValue()).isEqualTo(0);
        assertThat(header.get("high").floatValue()).isEqualTo(11);
    }

    @Test
    void updates_passBetweenTheParts_alsoOfASlowViewer() {
        EmbeddedChannel viewer = viewer("*");
        shut(viewer);
        publish(door, SamplePictures.largePng(100_000));
        viewer.runPendingTasks();
        tick(1);
        viewer.runPendingTasks();
        assertThat(feed.tally().skippedUpdates()).isEqualTo(1);
        open(viewer);
        viewer.runPendingTasks();
        assertThat(messages(viewer)).as("what was left out comes first").containsExactly("door/camera 1 1/4");
        later(viewer, 50);
        later(viewer, 50);
        assertThat(messages(viewer)).startsWith("sensor", "sensor", "update", "door/camera 1 2/4");
    }

    @Test
    void slowViewer_hasOnePartWaiting_finishesWhatIsUnderWay_thenTheLatest_andIsTold() {
        EmbeddedChannel slow = viewer("*");
        shut(slow);
        byte[] picture = SamplePictures.largePng(60_000);
        publish(door, picture);
        later(slow, 1);
        for (int i = 0; i < 5; i++) {
            publish(door, picture);
            publish(oven, picture);
            later(slow, 10);
            assertThat(waiting(slow)).isLessThanOrEqualTo(StillLane.MAX_MESSAGE + 500L);
        }
        assertThat(feed.tally().skippedStills()).isEqualTo(8);
        open(slow);
        List<Message> messages = taken(slow);
        assertThat(messages)
                .extracting(Message::text)
                .containsExactly(
                        "door/camera 1 1/2", "door/camera 1 2/2",
                        "door/camera 10 1/2", "door/camera 10 2/2",
                        "oven/camera 11 1/2", "oven/camera 11 2/2");
        assertThat(messages.get(2).header().get("skipped").intValue()).isEqualTo(4);
        assertThat(messages.get(4).header().get("skipped").intValue()).isEqualTo(4);
        assertThat(feed.tally().sentStills()).isEqualTo(3);
    }

    @Test
    void viewersThatHoldTooManyOldOnes_giveThemUp_andGetTheNewest() {
        byte[] huge = Arrays.copyOf(SamplePictures.jpeg(8, 8), 25_000_000);
        List<EmbeddedChannel> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            slow.add(viewer("*"));
            shut(slow.get(i));
            publish(door, huge.clone());
            slow.forEach(viewer -> later(viewer, 1));
        }
        publish(door, SamplePictures.png(8, 8));
        slow.forEach(viewer -> later(viewer, 1));
        slow.forEach(FeedByHand::open);
        assertThat(slow).allSatisfy(viewer -> {
            List<Message> messages = taken(viewer);
            assertThat(messages.get(messages.size() - 1).text()).isEqualTo("door/camera 5 1/1");
        });
    }

    @Test
    void viewers_takeTurns() {
        EmbeddedChannel viewer = viewer("*");
        publish(door, SamplePictures.largePng(600_000));
        viewer.runPendingTasks();
        assertThat(messages(viewer))
                .as("then the loop does what else there is to do")
                .hasSize(StillLoop.TURNS);
        later(viewer, 1);
        assertThat(messages(viewer)).hasSize(StillLoop.TURNS);
    }

    @Test
    void whoDidNotAsk_getsNone_whoAsksForOthers_neither() {
        EmbeddedChannel plain = join(WireFormat.JSON, "*");
        EmbeddedChannel others = viewer("oven/*");
        assertThat(messages(plain)).containsExactly("welcome");
        publish(door, SamplePictures.png(8, 8));
        assertThat(taken(plain)).isEmpty();
        assertThat(taken(others)).isEmpty();
    }

    @Test
    void whoComes_getsTheNewestOfEach_andTheListInTheWelcome() {
        publish(door, SamplePictures.png(8, 8));
        publish(door, SamplePictures.png(9, 9));
        EmbeddedChannel late = join(new LiveRequest(WireFormat.JSON, false, View.all(), null, null, true));
        List<Message> messages = taken(late);
        assertThat(messages).extracting(Message::text).containsExactly("welcome", "door/camera 2 1/1");
        JsonNode list = messages.get(0).header().get("stills");
        assertThat(list.get(0).get("sensor").stringValue()).isEqualTo("door/camera");
        assertThat(list.get(0).get("source").stringValue()).isEqualTo("door");
        assertThat(list.get(0).get("name").stringValue()).isEqualTo("Door");
        assertThat(list.get(0).get("media").stringValue()).isEqualTo("image/png");
        assertThat(list.get(0).get("last").longValue()).isPositive();
        assertThat(list.get(1).get("last").isNull()).isTrue();
    }

    @Test
    void subscribe_switchesStillsOnAndOff() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        publish(door, SamplePictures.png(8, 8));
        say(viewer, "{\"type\":\"subscribe\",\"stills\":true}");
        assertThat(taken(viewer)).extracting(Message::text).containsExactly("welcome", "door/camera 1 1/1");
        say(viewer, "{\"type\":\"subscribe\"}");
        publish(door, SamplePictures.png(8, 8));
        assertThat(taken(viewer)).extracting(Message::text).containsExactly("welcome");
        say(viewer, "{\"type\":\"subscribe\",\"stills\":\"yes\",\"ref\":3}");
        JsonNode problem = taken(viewer).get(0).header();
        assertThat(problem.get("message").stringValue()).contains("stills").contains("true or false");
    }

    @Test
    void whoSubscribesAnew_getsNoStillTwice_unlessTheViewIsAnother() {
        publish(door, SamplePictures.png(8, 8));
        EmbeddedChannel viewer = viewer("*");
        assertThat(taken(viewer)).extracting(Message::text).contains("door/camera 1 1/1");
        say(viewer, "{\"type\":\"subscribe\",\"stills\":true}");
        assertThat(taken(viewer)).extracting(Message::text).containsExactly("welcome");
        publish(door, SamplePictures.png(8, 8));
        assertThat(taken(viewer)).extracting(Message::text).containsExactly("door/camera 2 1/1");
        say(viewer, "{\"type\":\"subscribe\",\"sensors\":[\"door/*\"],\"stills\":true}");
        assertThat(taken(viewer)).extracting(Message::text).containsExactly("welcome", "door/camera 2 1/1");
    }

    @Test
    void cbor_stillsLookTheSame_andCompressedSessionsGetThemPlain() {
        EmbeddedChannel cbor = join(new LiveRequest(WireFormat.CBOR, true, View.all(), null, null, true));
        publish(door, SamplePictures.largePng(40_000));
        cbor.runPendingTasks();
        later(cbor, 1);
        ByteBuf welcome = cbor.readOutbound();
        welcome.release();
        ByteBuf part = cbor.readOutbound();
        assertThat(part.getUnsignedByte(0)).as("final, not compressed, binary").isEqualTo((short) 0x82);
        part.release();
    }

    @Test
    void sessionThatLeavesInTheMiddle_getsNothingMore() {
        EmbeddedChannel viewer = viewer("*");
        shut(viewer);
        publish(door, SamplePictures.largePng(100_000));
        viewer.runPendingTasks();
        var unused = viewer.close();
        publish(door, SamplePictures.largePng(100_000));
        later(viewer, 10);
        assertThat(feed.tally().sessions()).isZero();
        assertThat(feed.tally().sentStills()).isZero();
    }

    /** A session of these sensors that has got its welcome. */
    private EmbeddedChannel viewer(String... globs) {
        View view = View.of(Arrays.stream(globs).map(SensorGlob::new).toList());
        EmbeddedChannel channel = join(new LiveRequest(WireFormat.JSON, false, view, null, null, true));
        ByteBuf welcome = channel.readOutbound();
        welcome.release();
        return channel;
    }

    private static Still publish(StillIntake intake, byte[] bytes) {
        try {
            return intake.take(bytes, 900_000, null).still();
        } catch (StillException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(EmbeddedChannel channel, String message) {
        channel.writeInbound(new TextWebSocketFrame(message));
    }

    /** Everything that goes to it, until nothing more does. */
    private static List<Message> taken(EmbeddedChannel channel) {
        List<Message> all = new ArrayList<>();
        List<Message> more = next(channel);
        while (!more.isEmpty()) {
            all.addAll(more);
            more = next(channel);
        }
        return all;
    }

    private static List<Message> next(EmbeddedChannel channel) {
        channel.runPendingTasks();
        later(channel, 50);
        return read(channel);
    }

    private static List<String> messages(EmbeddedChannel channel) {
        return read(channel).stream().map(Message::text).toList();
    }

    private static List<Message> read(EmbeddedChannel channel) {
        List<Message> messages = new ArrayList<>();
        for (ByteBuf frames = channel.readOutbound(); frames != null; frames = channel.readOutbound()) {
            while (frames.isReadable()) {
                boolean binary = frames.getUnsignedByte(frames.readerIndex()) == 0x82;
                messages.add(message(payload(frames), binary));
            }
            frames.release();
        }
        return messages;
    }

    private static Message message(byte[] payload, boolean binary) {
        if (!binary) {
            return new Message(JsonMapper.shared().readTree(payload), null, payload.length);
        }
        StillPart part = Objects.requireNonNull(StillPart.of(payload));
        return new Message(part.header(), part.bytes(), payload.length);
    }
}
