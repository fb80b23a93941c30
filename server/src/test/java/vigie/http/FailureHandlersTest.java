package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import vigie.http.entry.RefusalHandler;
import vigie.http.entry.RefusalTally;
import vigie.http.request.HttpFailureHandler;
import vigie.http.transport.ReadBuffers;
import vigie.http.websocket.CloseHandler;
import vigie.http.websocket.WebSocketFailureHandler;
import vigie.http.websocket.WebSocketRefusedException;

/** Something fails on a connection: its client is told, and the log tells of our own faults only. */
class FailureHandlersTest {
    @Test
    void request_ofAClientThatIsGone_closesWithoutAnswer() {
        assertThat(statusAfter(new IOException("Connection reset"))).isZero();
        assertThat(statusAfter(new PrematureChannelClosureException())).isZero();
        assertThat(statusAfter(new DecoderException(new IOException()))).isZero();
    }

    @Test
    void request_failing_isAnsweredWithWhoseFaultItIs() {
        assertThat(statusAfter(new TooLongFrameException())).isEqualTo(400);
        assertThat(statusAfter(new OutOfMemoryError())).isEqualTo(503);
        assertThat(statusAfter(new DecoderException(new OutOfMemoryError()))).isEqualTo(503);
        assertThat(statusAfter(new ReadBuffers.NoReadBufferException(new OutOfMemoryError())))
                .isEqualTo(503);
        assertThat(statusAfter(new IllegalStateException())).isEqualTo(500);
        assertThat(statusAfter(new StackOverflowError())).isEqualTo(500);
        assertThat(statusAfter(new NoClassDefFoundError())).isEqualTo(500);
    }

    @Test
    void webSocket_failing_isClosedWithWhoseFaultItIs() {
        assertThat(codeAfter(new IOException("Connection reset"))).isZero();
        assertThat(codeAfter(new PrematureChannelClosureException())).isZero();
        assertThat(codeAfter(new TooLongFrameException())).isEqualTo(1009);
        assertThat(codeAfter(new CorruptedFrameException(new DataFormatException())))
                .isEqualTo(1002);
        assertThat(codeAfter(WebSocketRefusedException.tooSlow(Duration.ofSeconds(20))))
                .isEqualTo(1008);
        assertThat(codeAfter(WebSocketRefusedException.tooMuchInFlight())).isEqualTo(1013);
        assertThat(codeAfter(new OutOfMemoryError())).isEqualTo(1013);
        assertThat(codeAfter(new DecoderException(new OutOfMemoryError()))).isEqualTo(1013);
        assertThat(codeAfter(new IllegalStateException())).isEqualTo(1011);
        assertThat(codeAfter(new StackOverflowError())).isEqualTo(1011);
    }

    @Test
    void whatClientsCause_isNotLogged_andOurFaultIs_onceAMinute() {
        HttpFailureHandler http = new HttpFailureHandler();
        WebSocketFailureHandler webSocket = new WebSocketFailureHandler();
        assertThat(logged(() -> {
                    for (int i = 0; i < 100; i++) {
                        statusAfter(http, new TooLongFrameException());
                        statusAfter(http, new IOException("Connection reset"));
                        codeAfter(webSocket, new CorruptedFrameException());
                        codeAfter(webSocket, new PrematureChannelClosureException());
                        codeAfter(webSocket, WebSocketRefusedException.tooMuchInFlight());
                    }
                }))
                .isEmpty();
        assertThat(logged(() -> {
                    for (int i = 0; i < 100; i++) {
                        statusAfter(http, new IllegalStateException("ours"));
                        codeAfter(webSocket, new IllegalStateException("ours, too"));
                    }
                }))
                .containsOnlyOnce("IllegalStateException: ours\n")
                .containsOnlyOnce("IllegalStateException: ours, too\n");
    }

    private static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int statusAfter(Throwable failure) {
        return statusAfter(new HttpFailureHandler(), failure);
    }

    private static int codeAfter(Throwable failure) {
        return codeAfter(new WebSocketFailureHandler(), failure);
    }

    /** 0 when the connection is closed without an answer. */
    private static int statusAfter(HttpFailureHandler handler, Throwable failure) {
        EmbeddedChannel channel = failing(failure);
        channel.pipeline().addLast(handler);
        channel.writeInbound("request");
        FullHttpResponse response = channel.readOutbound();
        int status = response == null ? 0 : response.status().code();
        if (response != null) {
            assertThat(response.headers().get("connection")).isEqualTo("close");
            response.release();
        }
        assertThat(channel.isOpen()).isFalse();
        return status;
    }

    private static int codeAfter(WebSocketFailureHandler handler, Throwable failure) {
        EmbeddedChannel channel = failing(failure);
        channel.pipeline().addLast(new CloseHandler(new RefusalHandler(new RefusalTally(line -> {}))), handler);
        channel.writeInbound("message");
        CloseWebSocketFrame close = channel.readOutbound();
        int code = close == null ? 0 : close.statusCode();
        if (close != null) {
            close.release();
        }
        channel.finishAndReleaseAll();
        return code;
    }

    private static EmbeddedChannel failing(Throwable failure) {
        return new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.fireExceptionCaught(failure);
            }
        });
    }
}
