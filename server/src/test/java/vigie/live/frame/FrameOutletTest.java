package vigie.live.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

final class FrameOutletTest {
    @Test
    void codecsAndHandlersThatOnlyRead_leaveTheSocketNext() {
        assertThat(isSocketNextBehind(new Reading(), new WebSocket13FrameDecoder(true, true, 1000)))
                .isTrue();
    }

    @Test
    void tls_mustSeeEveryByte() throws SSLException {
        EmbeddedChannel channel = new EmbeddedChannel();
        assertThat(isSocketNextBehind(SslContextBuilder.forClient().build().newHandler(channel.alloc())))
                .isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void handlerThatWritesOrFlushes_mustSeeEveryByte() {
        assertThat(isSocketNextBehind(new Writing())).isFalse();
        assertThat(isSocketNextBehind(new Reading(), new InheritedFlushing())).isFalse();
    }

    @Test
    void whatStandsBehindTheEncoder_doesNotMatter() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline()
                .addLast("encoder", new WebSocket13FrameEncoder(false))
                .addLast(new Writing());
        assertThat(FrameOutlet.isSocketNext(channel.pipeline().context("encoder")))
                .isTrue();
        channel.finishAndReleaseAll();
    }

    private static boolean isSocketNextBehind(ChannelHandler... before) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast(before).addLast("encoder", new WebSocket13FrameEncoder(false));
        try {
            return FrameOutlet.isSocketNext(channel.pipeline().context("encoder"));
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static final class Reading extends ChannelDuplexHandler {
        @Override
        public void read(ChannelHandlerContext ctx) {
            ctx.read();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The promise has it.
    private static final class Writing extends ChannelDuplexHandler {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ctx.write(message, promise);
        }
    }

    private static class Flushing extends ChannelDuplexHandler {
        @Override
        public void flush(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }

    private static final class InheritedFlushing extends Flushing {}
}
