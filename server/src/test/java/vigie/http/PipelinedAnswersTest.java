package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.http.request.OneAtATimeHandler;
import vigie.http.request.RequestDeadlineHandler;
import vigie.http.request.StalledAnswerHandler;
import vigie.http.route.BodySender;
import vigie.http.settings.TransportChoice;
import vigie.http.websocket.InflightBytes;
import vigie.http.websocket.InflightShare;

/** Clients that send requests ahead, and read their answers late or never. */
final class PipelinedAnswersTest {
    private static final String LARGE = "GET /webjars/highcharts/highcharts.js HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final byte[] NEXT = (LARGE + "\r\n").getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void nextRequest_isPassedOnWhenTheAnswerWasSent_notWhenItWasWritten() {
        SlowKernel kernel = new SlowKernel();
        EmbeddedChannel channel = new EmbeddedChannel(kernel, new OneAtATimeHandler(deadline()));
        channel.writeInbound(request("/1"), request("/2"));
        assertThat(uriOf(channel.readInbound())).isEqualTo("/1");
        var unused = channel.writeAndFlush(answer());
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();
        kernel.take();
        assertThat(uriOf(channel.readInbound())).isEqualTo("/2");
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void informationalAnswer_doesNotLetTheNextRequestThrough() {
        EmbeddedChannel channel = new EmbeddedChannel(new OneAtATimeHandler(deadline()));
        channel.writeInbound(request("/1"), request("/2"));
        assertThat(uriOf(channel.readInbound())).isEqualTo("/1");
        channel.writeOutbound(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        assertThat(channel.<Object>readInbound()).isNull();
        channel.writeOutbound(answer());
        assertThat(uriOf(channel.readInbound())).isEqualTo("/2");
        channel.finishAndReleaseAll();
    }

    @Test
    void answerThatNobodyTakes_endsTheConnection_evenWhileTheClientSends() {
        SlowKernel kernel = new SlowKernel();
        EmbeddedChannel channel = new EmbeddedChannel(kernel, new StalledAnswerHandler(Duration.ofSeconds(30)));
        channel.freezeTime();
        var unusedFirst = channel.writeAndFlush("first");
        var unusedSecond = channel.writeAndFlush("second");
        pass(channel, 20);
        kernel.take();
        pass(channel, 20);
        channel.writeInbound("more");
        assertThat(channel.isActive()).isTrue();
        pass(channel, 10);
        assertThat(channel.isActive()).isFalse();
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @MethodSource("vigie.http.transport.TransportTest#available")
    void clientThatReadsNothing_isNotReadFrom_andIsEnded(TransportChoice transport) throws Exception {
        try (RunningServer running = new RunningServer(
                        settings -> new TestSettings()
                                .transport(transport)
                                .idle(Duration.ofMillis(1500))
                                .sendBuffer(16 * 1024)
                                .build(),
                        RunningServer.live());
                SocketChannel client = SocketChannel.open()) {
            client.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            client.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), running.server.port()));
            client.configureBlocking(false);
            // So much the kernel may take, on both sides; the server is to leave it there.
            assertThat(sentUntilItIsEnded(client)).isLessThan(2_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("vigie.http.transport.TransportTest#available")
    void clientThatReadsLate_getsEachAnswerWhole_inOrder(TransportChoice transport) throws Exception {
        try (RunningServer running = new RunningServer(
                        settings -> new TestSettings()
                                .transport(transport)
                                .sendBuffer(16 * 1024)
                                .build(),
                        RunningServer.live());
                RawSocket raw = new RawSocket(running.server.port(), 4096)) {
            String expected = alone(running);
            raw.send((LARGE + "\r\n").repeat(5) + "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + LARGE
                    + "Connection: close\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                assertThat(raw.answer().equals(expected)).as("answer %d", i).isTrue();
            }
            assertThat(raw.answer()).isEqualTo("ok\n");
            assertThat(raw.answer().equals(expected)).isTrue();
            assertThat(raw.rest()).isEmpty();
        }
    }

    private static String alone(RunningServer running) throws IOException {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(LARGE + "\r\n");
            String body = raw.answer();
            assertThat(body.length()).isGreaterThan(5 * BodySender.PIECE);
            return body;
        }
    }

    /** Sends requests until the server ends the connection; how many bytes went out. */
    private static long sentUntilItIsEnded(SocketChannel client) {
        long[] sent = {0};
        ByteBuffer next = ByteBuffer.wrap(NEXT);
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    try {
                        int some = client.write(next);
                        sent[0] += some;
                        if (!next.hasRemaining()) {
                            next.rewind();
                        }
                        // Much at a time, then a look at the clock.
                        while (some > 0) {
                            some = client.write(next);
                            sent[0] += some;
                            if (!next.hasRemaining()) {
                                next.rewind();
                            }
                            if (sent[0] > 20_000_000) {
                                return true;
                            }
                        }
                        return false;
                    } catch (IOException ended) {
                        return true;
                    }
                });
        return sent[0];
    }

    private static void pass(EmbeddedChannel channel, long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static DefaultFullHttpRequest request(String path) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path, Unpooled.EMPTY_BUFFER);
    }

    private static RequestDeadlineHandler deadline() {
        return new RequestDeadlineHandler(
                Duration.ofSeconds(20), new InflightShare(new InflightBytes(1_000_000)), 10_000);
    }

    private static DefaultFullHttpResponse answer() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
    }

    private static String uriOf(Object message) {
        String uri = message instanceof HttpRequest request ? request.uri() : String.valueOf(message);
        ReferenceCountUtil.release(message);
        return uri;
    }

    /** Takes what is written when the test says so. */
    private static final class SlowKernel extends ChannelOutboundHandlerAdapter {
        private final Queue<ChannelPromise> written = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            written.add(promise);
        }

        void take() {
            written.remove().setSuccess();
        }
    }
}
